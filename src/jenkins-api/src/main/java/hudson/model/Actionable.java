package hudson.model;

public abstract class Actionable extends hudson.model.AbstractModelObject implements hudson.model.ModelObject {

    public Actionable() {}

    public void addAction(hudson.model.Action a) {
        throw new UnsupportedOperationException();
    }

    public boolean addOrReplaceAction(hudson.model.Action a) {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.Action> java.util.List<T> getActions(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public final java.util.List<? extends hudson.model.Action> getAllActions() {
        throw new UnsupportedOperationException();
    }

    public boolean removeAction(hudson.model.Action a) {
        throw new UnsupportedOperationException();
    }

    public boolean removeActions(Class<? extends hudson.model.Action> clazz) {
        throw new UnsupportedOperationException();
    }

    public void replaceAction(hudson.model.Action a) {
        throw new UnsupportedOperationException();
    }
}
