package hudson;

public abstract class PluginManager extends hudson.model.AbstractModelObject
        implements org.kohsuke.stapler.StaplerOverridable {

    PluginManager() {}

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public java.util.Collection<hudson.PluginManagerStaplerOverride> getOverrides() {
        throw new UnsupportedOperationException();
    }

    public hudson.PluginWrapper getPlugin(Class<? extends hudson.Plugin> pluginClazz) {
        throw new UnsupportedOperationException();
    }

    public hudson.PluginWrapper getPlugin(String shortName) {
        throw new UnsupportedOperationException();
    }

    public String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    protected abstract java.util.Collection<String> loadBundledPlugins() throws Exception;
}
