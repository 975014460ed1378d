package hudson.security;

public abstract class AbstractPasswordBasedSecurityRealm extends hudson.security.SecurityRealm {

    public AbstractPasswordBasedSecurityRealm() {}
}
