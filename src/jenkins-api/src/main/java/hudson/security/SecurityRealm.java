package hudson.security;

public abstract class SecurityRealm
        implements hudson.model.Describable<hudson.security.SecurityRealm>, hudson.ExtensionPoint {

    public SecurityRealm() {}

    public abstract hudson.security.SecurityRealm.SecurityComponents createSecurityComponents();

    public jenkins.model.IdStrategy getGroupIdStrategy() {
        throw new UnsupportedOperationException();
    }

    public hudson.security.SecurityRealm.SecurityComponents getSecurityComponents() {
        throw new UnsupportedOperationException();
    }

    public jenkins.model.IdStrategy getUserIdStrategy() {
        throw new UnsupportedOperationException();
    }

    public org.springframework.security.core.userdetails.UserDetails loadUserByUsername2(String username)
            throws org.springframework.security.core.userdetails.UsernameNotFoundException {
        throw new UnsupportedOperationException();
    }

    public static final class SecurityComponents {

        public final org.springframework.security.authentication.AuthenticationManager manager2 = null;

        public SecurityComponents() {}
    }
}
