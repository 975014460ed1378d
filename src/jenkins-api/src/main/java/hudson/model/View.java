package hudson.model;

public abstract class View extends hudson.model.AbstractModelObject
        implements hudson.security.AccessControlled,
                hudson.model.Describable<hudson.model.View>,
                hudson.ExtensionPoint,
                hudson.model.Saveable,
                hudson.model.ModelObject {

    View() {}

    public abstract boolean contains(hudson.model.TopLevelItem topLevelItem);

    public hudson.security.ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public abstract java.util.Collection<hudson.model.TopLevelItem> getItems();

    public String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
