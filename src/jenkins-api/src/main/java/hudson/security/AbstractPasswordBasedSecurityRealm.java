package hudson.security;

public abstract class AbstractPasswordBasedSecurityRealm extends hudson.security.SecurityRealm {

    public AbstractPasswordBasedSecurityRealm() {}

    public hudson.security.SecurityRealm.SecurityComponents createSecurityComponents() {
        throw new UnsupportedOperationException();
    }
}
