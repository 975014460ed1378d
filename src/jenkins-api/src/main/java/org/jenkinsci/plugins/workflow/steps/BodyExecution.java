package org.jenkinsci.plugins.workflow.steps;

public abstract class BodyExecution implements java.util.concurrent.Future<Object>, java.io.Serializable {

    public BodyExecution() {}

    @Deprecated
    public boolean cancel(boolean b) {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public boolean cancel(jenkins.model.CauseOfInterruption... causes) {
        throw new UnsupportedOperationException();
    }

    public boolean cancel(Throwable t) {
        throw new UnsupportedOperationException();
    }

    public abstract java.util.Collection<org.jenkinsci.plugins.workflow.steps.StepExecution> getCurrentExecutions();
}
