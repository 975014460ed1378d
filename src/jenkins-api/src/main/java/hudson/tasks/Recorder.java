package hudson.tasks;

public abstract class Recorder extends hudson.tasks.Publisher implements hudson.ExtensionPoint {

    protected Recorder() {}
}
