package org.jenkinsci.plugins.workflow.steps;

public final class FlowInterruptedException extends InterruptedException {

    public FlowInterruptedException(
            hudson.model.Result result, boolean actualInterruption, jenkins.model.CauseOfInterruption... causes) {}

    public java.util.List<jenkins.model.CauseOfInterruption> getCauses() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Result getResult() {
        throw new UnsupportedOperationException();
    }

    public void handle(hudson.model.Run<?, ?> run, hudson.model.TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public boolean isActualInterruption() {
        throw new UnsupportedOperationException();
    }

    public void setActualInterruption(boolean actualInterruption) {
        throw new UnsupportedOperationException();
    }
}
