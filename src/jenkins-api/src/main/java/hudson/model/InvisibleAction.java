package hudson.model;

public abstract class InvisibleAction implements hudson.model.Action {

    public InvisibleAction() {}

    public final String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public final String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
