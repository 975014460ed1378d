package hudson.model;

public class CauseAction implements hudson.model.Action, jenkins.model.RunAction2 {

    public CauseAction(java.util.Collection<? extends hudson.model.Cause> causes) {}

    public CauseAction(hudson.model.Cause... c) {}

    public CauseAction(hudson.model.CauseAction ca) {}

    public CauseAction(hudson.model.Cause c) {}

    public <T extends hudson.model.Cause> T findCause(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.model.Cause> getCauses() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }

    public void onAttached(hudson.model.Run<?, ?> owner) {
        throw new UnsupportedOperationException();
    }

    public void onLoad(hudson.model.Run<?, ?> owner) {
        throw new UnsupportedOperationException();
    }
}
