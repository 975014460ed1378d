package org.jenkinsci.plugins.workflow.actions;

public class LabelAction implements org.jenkinsci.plugins.workflow.actions.PersistentAction {

    public LabelAction(String displayName) {}

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
