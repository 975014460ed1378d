package hudson.security;

public final class PermissionGroup
        implements Iterable<hudson.security.Permission>, Comparable<hudson.security.PermissionGroup> {
    public final Class owner = null;
    public final org.jvnet.localizer.Localizable title = null;

    public PermissionGroup(Class owner, org.jvnet.localizer.Localizable title) throws IllegalStateException {}

    public PermissionGroup(String id, Class owner, org.jvnet.localizer.Localizable title)
            throws IllegalStateException {}

    public int compareTo(hudson.security.PermissionGroup that) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.security.Permission> getPermissions() {
        throw new UnsupportedOperationException();
    }

    public java.util.Iterator<hudson.security.Permission> iterator() {
        throw new UnsupportedOperationException();
    }
}
