package hudson;

public abstract class Plugin implements hudson.model.Saveable {

    Plugin() {}

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
