package hudson.security;

public interface AccessControlled {

    default void checkAnyPermission(hudson.security.Permission... permission)
            throws org.springframework.security.access.AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    default void checkPermission(hudson.security.Permission permission)
            throws org.springframework.security.access.AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    hudson.security.ACL getACL();

    default boolean hasAnyPermission(hudson.security.Permission... permission) {
        throw new UnsupportedOperationException();
    }

    default boolean hasPermission(hudson.security.Permission permission) {
        throw new UnsupportedOperationException();
    }

    default boolean hasPermission2(
            org.springframework.security.core.Authentication a, hudson.security.Permission permission) {
        throw new UnsupportedOperationException();
    }
}
