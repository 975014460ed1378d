package hudson.security;

public final class Permission {
    public final Class owner = null;
    public final hudson.security.PermissionGroup group = null;
    public final String name = null;
    public final org.jvnet.localizer.Localizable description = null;

    public Permission(
            hudson.security.PermissionGroup group,
            String name,
            org.jvnet.localizer.Localizable description,
            hudson.security.Permission impliedBy,
            boolean enable,
            hudson.security.PermissionScope[] scopes)
            throws IllegalStateException {}

    public Permission(
            hudson.security.PermissionGroup group,
            String name,
            org.jvnet.localizer.Localizable description,
            hudson.security.Permission impliedBy,
            hudson.security.PermissionScope scope) {}

    public static hudson.security.Permission fromId(String id) {
        throw new UnsupportedOperationException();
    }

    public boolean getEnabled() {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public boolean isContainedBy(hudson.security.PermissionScope s) {
        throw new UnsupportedOperationException();
    }
}
