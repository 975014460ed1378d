package org.jenkinsci.plugins.workflow.steps;

public abstract class StepContext
        implements com.google.common.util.concurrent.FutureCallback<Object>, java.io.Serializable {

    public StepContext() {}

    public abstract boolean equals(Object value);

    public abstract <T> T get(Class<T> type) throws java.io.IOException, InterruptedException;

    public boolean hasBody() {
        throw new UnsupportedOperationException();
    }

    public abstract int hashCode();

    public abstract boolean isReady();

    public abstract org.jenkinsci.plugins.workflow.steps.BodyInvoker newBodyInvoker() throws IllegalStateException;

    public abstract void onSuccess(Object value);

    public abstract com.google.common.util.concurrent.ListenableFuture<Void> saveState();

    public abstract void setResult(hudson.model.Result result);
}
