package hudson.model.listeners;

public class ItemListener implements hudson.ExtensionPoint {

    public ItemListener() {}

    public void onBeforeShutdown() {
        throw new UnsupportedOperationException();
    }

    public void onCheckCopy(hudson.model.Item src, hudson.model.ItemGroup parent) throws hudson.model.Failure {
        throw new UnsupportedOperationException();
    }

    public void onCheckDelete(hudson.model.Item item) throws hudson.model.Failure, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void onCopied(hudson.model.Item src, hudson.model.Item item) {
        throw new UnsupportedOperationException();
    }

    public void onCreated(hudson.model.Item item) {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(hudson.model.Item item) {
        throw new UnsupportedOperationException();
    }

    public void onLoaded() {
        throw new UnsupportedOperationException();
    }

    public void onLocationChanged(hudson.model.Item item, String oldFullName, String newFullName) {
        throw new UnsupportedOperationException();
    }

    public void onRenamed(hudson.model.Item item, String oldName, String newName) {
        throw new UnsupportedOperationException();
    }

    public void onUpdated(hudson.model.Item item) {
        throw new UnsupportedOperationException();
    }
}
