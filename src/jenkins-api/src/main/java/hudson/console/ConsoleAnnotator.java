package hudson.console;

public abstract class ConsoleAnnotator<T> implements java.io.Serializable {

    public ConsoleAnnotator() {}

    public abstract hudson.console.ConsoleAnnotator<T> annotate(T value, hudson.MarkupText markupText);
}
