package hudson;

public abstract class PluginManagerStaplerOverride implements hudson.ExtensionPoint {

    public PluginManagerStaplerOverride() {}
}
