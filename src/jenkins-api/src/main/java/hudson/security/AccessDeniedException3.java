package hudson.security;

public class AccessDeniedException3 extends org.springframework.security.access.AccessDeniedException {
    public final org.springframework.security.core.Authentication authentication = null;
    public final hudson.security.Permission permission = null;

    public AccessDeniedException3(
            org.springframework.security.core.Authentication authentication, hudson.security.Permission permission) {
        super((String) null);
    }

    public AccessDeniedException3(
            Throwable t,
            org.springframework.security.core.Authentication authentication,
            hudson.security.Permission permission) {
        super((String) null);
    }
}
