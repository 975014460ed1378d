package org.jenkinsci.plugins.workflow.steps;

public abstract class AbstractStepImpl extends org.jenkinsci.plugins.workflow.steps.Step {

    protected AbstractStepImpl(boolean eager) {}

    public org.jenkinsci.plugins.workflow.steps.StepExecution start(
            org.jenkinsci.plugins.workflow.steps.StepContext context) throws Exception {
        throw new UnsupportedOperationException();
    }
}
