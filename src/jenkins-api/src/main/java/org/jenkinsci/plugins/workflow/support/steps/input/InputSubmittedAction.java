package org.jenkinsci.plugins.workflow.support.steps.input;

public class InputSubmittedAction implements org.jenkinsci.plugins.workflow.actions.PersistentAction {

    public InputSubmittedAction(String approver, java.util.Map<String, Object> parameters) {}

    public String getApprover() {
        throw new UnsupportedOperationException();
    }

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
