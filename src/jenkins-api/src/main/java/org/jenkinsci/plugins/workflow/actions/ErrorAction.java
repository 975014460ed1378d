package org.jenkinsci.plugins.workflow.actions;

public class ErrorAction implements org.jenkinsci.plugins.workflow.actions.PersistentAction {

    public ErrorAction(Throwable error) {}

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public Throwable getError() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
