package org.jenkinsci.plugins.workflow.support.steps.input;

public final class Rejection extends jenkins.model.CauseOfInterruption {

    public Rejection(hudson.model.User user) {}

    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.User getUser() {
        throw new UnsupportedOperationException();
    }
}
