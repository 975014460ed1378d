package jenkins.scm.api;

public abstract class SCMNavigator extends hudson.model.AbstractDescribableImpl<jenkins.scm.api.SCMNavigator>
        implements hudson.ExtensionPoint {

    protected SCMNavigator() {}

    protected abstract String id();

    public abstract void visitSources(jenkins.scm.api.SCMSourceObserver sCMSourceObserver)
            throws java.io.IOException, InterruptedException;
}
