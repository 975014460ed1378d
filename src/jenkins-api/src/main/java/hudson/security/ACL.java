package hudson.security;

public abstract class ACL {
    public static final org.springframework.security.core.Authentication SYSTEM2 = null;

    public ACL() {}

    public static hudson.security.ACLContext as(hudson.model.User user) {
        throw new UnsupportedOperationException();
    }

    public static hudson.security.ACLContext as2(org.springframework.security.core.Authentication auth) {
        throw new UnsupportedOperationException();
    }

    public final void checkAnyPermission(hudson.security.Permission... permissions) {
        throw new UnsupportedOperationException();
    }

    public final void checkPermission(hudson.security.Permission p) {
        throw new UnsupportedOperationException();
    }

    public final boolean hasAnyPermission(hudson.security.Permission... permissions) {
        throw new UnsupportedOperationException();
    }

    public final boolean hasPermission(hudson.security.Permission p) {
        throw new UnsupportedOperationException();
    }

    public boolean hasPermission2(
            org.springframework.security.core.Authentication a, hudson.security.Permission permission) {
        throw new UnsupportedOperationException();
    }
}
