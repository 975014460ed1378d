package hudson.model.listeners;

public abstract class SaveableListener implements hudson.ExtensionPoint {

    public SaveableListener() {}

    public static void fireOnChange(hudson.model.Saveable o, hudson.XmlFile file) {
        throw new UnsupportedOperationException();
    }

    public void onChange(hudson.model.Saveable o, hudson.XmlFile file) {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(hudson.model.Saveable o, hudson.XmlFile file) {
        throw new UnsupportedOperationException();
    }
}
