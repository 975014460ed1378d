package hudson.console;

public abstract class ConsoleNote<T>
        implements java.io.Serializable,
                hudson.model.Describable<hudson.console.ConsoleNote<?>>,
                hudson.ExtensionPoint {

    public ConsoleNote() {}

    public abstract hudson.console.ConsoleAnnotator annotate(T value, hudson.MarkupText markupText, int value2);
}
