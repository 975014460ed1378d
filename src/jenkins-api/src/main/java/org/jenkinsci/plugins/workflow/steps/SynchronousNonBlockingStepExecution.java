package org.jenkinsci.plugins.workflow.steps;

public abstract class SynchronousNonBlockingStepExecution<T>
        extends org.jenkinsci.plugins.workflow.steps.StepExecution {

    protected SynchronousNonBlockingStepExecution(org.jenkinsci.plugins.workflow.steps.StepContext context) {
        super((org.jenkinsci.plugins.workflow.steps.StepContext) null);
    }

    protected abstract T run() throws Exception;

    public final boolean start() throws Exception {
        throw new UnsupportedOperationException();
    }
}
