package hudson.console;

public class HyperlinkNote extends hudson.console.ConsoleNote {

    HyperlinkNote() {}

    public hudson.console.ConsoleAnnotator annotate(Object context, hudson.MarkupText text, int charPos) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(String url, String text) {
        throw new UnsupportedOperationException();
    }

    public void encodeTo(java.io.OutputStream out) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void encodeTo(java.io.Writer out) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
