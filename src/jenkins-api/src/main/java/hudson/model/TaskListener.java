package hudson.model;

public interface TaskListener extends java.io.Serializable {
    hudson.model.TaskListener NULL = null;

    default void annotate(hudson.console.ConsoleNote ann) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    default java.io.PrintWriter error(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    default java.io.PrintWriter error(String msg) {
        throw new UnsupportedOperationException();
    }

    default java.io.PrintWriter fatalError(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    default java.io.PrintWriter fatalError(String msg) {
        throw new UnsupportedOperationException();
    }

    java.io.PrintStream getLogger();

    default void hyperlink(String url, String text) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
