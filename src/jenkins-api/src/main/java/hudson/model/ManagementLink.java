package hudson.model;

public abstract class ManagementLink implements hudson.ExtensionPoint, hudson.model.Action {

    public ManagementLink() {}

    public hudson.model.ManagementLink.Category getCategory() {
        throw new UnsupportedOperationException();
    }

    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public abstract String getIconFileName();

    public hudson.security.Permission getRequiredPermission() {
        throw new UnsupportedOperationException();
    }

    public abstract String getUrlName();

    public enum Category {
        SECURITY;
    }
}
