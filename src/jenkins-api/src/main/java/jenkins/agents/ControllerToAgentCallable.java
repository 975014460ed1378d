package jenkins.agents;

public interface ControllerToAgentCallable<V, T extends Throwable> extends hudson.remoting.Callable<V, T> {

    default void checkRoles(org.jenkinsci.remoting.RoleChecker checker) throws SecurityException {
        throw new UnsupportedOperationException();
    }
}
