package hudson.model;

public abstract class AdministrativeMonitor extends hudson.model.AbstractModelObject implements hudson.ExtensionPoint {

    protected AdministrativeMonitor(String id) {}

    protected AdministrativeMonitor() {}

    public void disable(boolean value) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public final String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isActivated();

    public boolean isEnabled() {
        throw new UnsupportedOperationException();
    }

    public boolean isSecurity() {
        throw new UnsupportedOperationException();
    }
}
