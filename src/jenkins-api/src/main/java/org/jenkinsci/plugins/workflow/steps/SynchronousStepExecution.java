package org.jenkinsci.plugins.workflow.steps;

public abstract class SynchronousStepExecution<T> extends org.jenkinsci.plugins.workflow.steps.StepExecution {

    protected SynchronousStepExecution(org.jenkinsci.plugins.workflow.steps.StepContext context) {
        super((org.jenkinsci.plugins.workflow.steps.StepContext) null);
    }

    protected abstract T run() throws Exception;

    public final boolean start() throws Exception {
        throw new UnsupportedOperationException();
    }
}
