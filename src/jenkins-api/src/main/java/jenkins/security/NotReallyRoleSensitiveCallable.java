package jenkins.security;

public abstract class NotReallyRoleSensitiveCallable<V, T extends Throwable> implements hudson.remoting.Callable<V, T> {

    public NotReallyRoleSensitiveCallable() {}

    public void checkRoles(org.jenkinsci.remoting.RoleChecker checker) throws SecurityException {
        throw new UnsupportedOperationException();
    }
}
