package hudson.scm;

public abstract class SCM implements hudson.model.Describable<hudson.scm.SCM>, hudson.ExtensionPoint {

    public SCM() {}

    public abstract hudson.scm.ChangeLogParser createChangeLogParser();
}
