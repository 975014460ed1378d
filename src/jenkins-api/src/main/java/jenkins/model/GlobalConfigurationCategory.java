package jenkins.model;

public abstract class GlobalConfigurationCategory implements hudson.ExtensionPoint, hudson.model.ModelObject {

    public GlobalConfigurationCategory() {}

    public static <T extends jenkins.model.GlobalConfigurationCategory> T get(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public abstract String getShortDescription();
}
