package org.jenkinsci.plugins.workflow.flow;

public abstract class FlowExecutionListener implements hudson.ExtensionPoint {

    public FlowExecutionListener() {}

    public void onResumed(org.jenkinsci.plugins.workflow.flow.FlowExecution execution) {
        throw new UnsupportedOperationException();
    }
}
