package hudson.security;

public abstract class AuthorizationStrategy
        implements hudson.model.Describable<hudson.security.AuthorizationStrategy>, hudson.ExtensionPoint {

    public AuthorizationStrategy() {}

    public abstract java.util.Collection<String> getGroups();

    public abstract hudson.security.ACL getRootACL();
}
