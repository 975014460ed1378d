package org.jenkinsci.plugins.workflow.steps;

public abstract class BodyExecutionCallback implements java.io.Serializable {

    public BodyExecutionCallback() {}

    public abstract void onFailure(org.jenkinsci.plugins.workflow.steps.StepContext stepContext, Throwable throwable);

    public void onStart(org.jenkinsci.plugins.workflow.steps.StepContext context) {
        throw new UnsupportedOperationException();
    }

    public abstract void onSuccess(org.jenkinsci.plugins.workflow.steps.StepContext stepContext, Object value);

    public static org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback wrap(
            com.google.common.util.concurrent.FutureCallback<Object> v) {
        throw new UnsupportedOperationException();
    }

    public abstract static class TailCall extends org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback {

        public TailCall() {}

        protected abstract void finished(org.jenkinsci.plugins.workflow.steps.StepContext stepContext) throws Exception;

        public void onFailure(org.jenkinsci.plugins.workflow.steps.StepContext context, Throwable t) {
            throw new UnsupportedOperationException();
        }

        public final void onSuccess(org.jenkinsci.plugins.workflow.steps.StepContext context, Object result) {
            throw new UnsupportedOperationException();
        }
    }
}
