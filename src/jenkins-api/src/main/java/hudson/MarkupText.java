package hudson;

public class MarkupText {

    MarkupText() {}
}
