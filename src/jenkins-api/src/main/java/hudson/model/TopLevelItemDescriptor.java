package hudson.model;

public abstract class TopLevelItemDescriptor extends hudson.model.Descriptor<hudson.model.TopLevelItem> {

    protected TopLevelItemDescriptor(Class<? extends hudson.model.TopLevelItem> clazz) {}

    protected TopLevelItemDescriptor() {}

    public abstract hudson.model.TopLevelItem newInstance(hudson.model.ItemGroup itemGroup, String string);
}
