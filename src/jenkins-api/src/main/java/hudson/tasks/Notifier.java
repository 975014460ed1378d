package hudson.tasks;

public abstract class Notifier extends hudson.tasks.Publisher implements hudson.ExtensionPoint {

    protected Notifier() {}
}
