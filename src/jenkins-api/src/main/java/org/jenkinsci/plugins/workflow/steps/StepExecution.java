package org.jenkinsci.plugins.workflow.steps;

public abstract class StepExecution implements java.io.Serializable {

    protected StepExecution(org.jenkinsci.plugins.workflow.steps.StepContext context) {}

    public org.jenkinsci.plugins.workflow.steps.StepContext getContext() {
        throw new UnsupportedOperationException();
    }

    public String getStatus() {
        throw new UnsupportedOperationException();
    }

    public final String getStatusBounded(long timeout, java.util.concurrent.TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    public void onResume() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean start() throws Exception;

    public void stop(Throwable cause) throws Exception {
        throw new UnsupportedOperationException();
    }
}
