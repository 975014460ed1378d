package org.jenkinsci.plugins.workflow.steps;

public abstract class GeneralNonBlockingStepExecution extends org.jenkinsci.plugins.workflow.steps.StepExecution {

    protected GeneralNonBlockingStepExecution(org.jenkinsci.plugins.workflow.steps.StepContext context) {
        super((org.jenkinsci.plugins.workflow.steps.StepContext) null);
    }

    protected final void run(org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution.Block block) {
        throw new UnsupportedOperationException();
    }

    protected interface Block {

        void run() throws Exception;
    }

    protected abstract class TailCall extends org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback {

        TailCall() {}

        protected abstract void finished(org.jenkinsci.plugins.workflow.steps.StepContext stepContext) throws Exception;

        public final void onFailure(org.jenkinsci.plugins.workflow.steps.StepContext context, Throwable t) {
            throw new UnsupportedOperationException();
        }

        public final void onSuccess(org.jenkinsci.plugins.workflow.steps.StepContext context, Object result) {
            throw new UnsupportedOperationException();
        }
    }
}
