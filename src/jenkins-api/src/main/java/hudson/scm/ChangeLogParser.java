package hudson.scm;

public abstract class ChangeLogParser {

    public ChangeLogParser() {}
}
