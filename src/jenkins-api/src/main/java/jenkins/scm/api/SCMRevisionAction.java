package jenkins.scm.api;

public class SCMRevisionAction extends hudson.model.InvisibleAction {

    SCMRevisionAction() {}

    public jenkins.scm.api.SCMRevision getRevision() {
        throw new UnsupportedOperationException();
    }

    public static jenkins.scm.api.SCMRevision getRevision(
            jenkins.scm.api.SCMSource source, hudson.model.Actionable actionable) {
        throw new UnsupportedOperationException();
    }

    public String getSourceId() {
        throw new UnsupportedOperationException();
    }
}
