package jenkins.scm.api;

public abstract class SCMHeadObserver {

    public SCMHeadObserver() {}

    public abstract void observe(jenkins.scm.api.SCMHead sCMHead, jenkins.scm.api.SCMRevision sCMRevision)
            throws java.io.IOException, InterruptedException;
}
