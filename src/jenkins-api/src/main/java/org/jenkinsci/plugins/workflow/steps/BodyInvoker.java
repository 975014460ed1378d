package org.jenkinsci.plugins.workflow.steps;

public abstract class BodyInvoker {

    public BodyInvoker() {}

    public static hudson.console.ConsoleLogFilter mergeConsoleLogFilters(
            hudson.console.ConsoleLogFilter original, hudson.console.ConsoleLogFilter subsequent) {
        throw new UnsupportedOperationException();
    }

    public abstract org.jenkinsci.plugins.workflow.steps.BodyExecution start();

    public abstract org.jenkinsci.plugins.workflow.steps.BodyInvoker withCallback(
            org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback bodyExecutionCallback);

    public final org.jenkinsci.plugins.workflow.steps.BodyInvoker withCallback(
            com.google.common.util.concurrent.FutureCallback<Object> callback) {
        throw new UnsupportedOperationException();
    }

    public abstract org.jenkinsci.plugins.workflow.steps.BodyInvoker withContext(Object value);

    public abstract org.jenkinsci.plugins.workflow.steps.BodyInvoker withDisplayName(String string);
}
