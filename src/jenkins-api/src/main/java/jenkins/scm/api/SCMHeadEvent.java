package jenkins.scm.api;

public abstract class SCMHeadEvent<P> {

    SCMHeadEvent() {}

    public abstract String getSourceName();

    public abstract java.util.Map<jenkins.scm.api.SCMHead, jenkins.scm.api.SCMRevision> heads(
            jenkins.scm.api.SCMSource sCMSource);

    public abstract boolean isMatch(hudson.scm.SCM sCM);

    public abstract boolean isMatch(jenkins.scm.api.SCMNavigator sCMNavigator);
}
