package hudson.console;

public class ModelHyperlinkNote extends hudson.console.HyperlinkNote {

    ModelHyperlinkNote() {}

    public static String encodeTo(hudson.model.Node node) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(hudson.model.Run r) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(hudson.model.User u, String text) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(hudson.model.User u) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(String url, String text) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(hudson.model.Item item, String text) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(hudson.model.Item item) {
        throw new UnsupportedOperationException();
    }

    public void encodeTo(java.io.OutputStream out) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void encodeTo(java.io.Writer out) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
