package org.jenkinsci.plugins.workflow.steps;

public abstract class AbstractStepExecutionImpl extends org.jenkinsci.plugins.workflow.steps.StepExecution {

    protected AbstractStepExecutionImpl(org.jenkinsci.plugins.workflow.steps.StepContext context) {
        super((org.jenkinsci.plugins.workflow.steps.StepContext) null);
    }
}
