package hudson.model;

public abstract class UserProperty
        implements hudson.model.ReconfigurableDescribable<hudson.model.UserProperty>, hudson.ExtensionPoint {

    public UserProperty() {}
}
