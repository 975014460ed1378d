package hudson.model;

public interface RootAction extends hudson.model.Action, hudson.ExtensionPoint {

    default jenkins.management.Badge getBadge() {
        throw new UnsupportedOperationException();
    }

    default boolean isPrimaryAction() {
        throw new UnsupportedOperationException();
    }
}
