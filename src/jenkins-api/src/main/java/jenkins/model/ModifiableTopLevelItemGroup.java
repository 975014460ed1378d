package jenkins.model;

public interface ModifiableTopLevelItemGroup extends hudson.model.ModifiableItemGroup<hudson.model.TopLevelItem> {

    <T extends hudson.model.TopLevelItem> T copy(T topLevelItem, String string) throws java.io.IOException;

    hudson.model.TopLevelItem createProject(
            hudson.model.TopLevelItemDescriptor topLevelItemDescriptor, String string, boolean value)
            throws java.io.IOException;

    hudson.model.TopLevelItem createProjectFromXML(String string, java.io.InputStream inputStream)
            throws java.io.IOException;
}
