package org.jenkinsci.plugins.workflow.cps.replay;

public class ReplayCause extends hudson.model.Cause {

    ReplayCause() {}

    public hudson.model.Run<?, ?> getOriginal() {
        throw new UnsupportedOperationException();
    }

    public int getOriginalNumber() {
        throw new UnsupportedOperationException();
    }

    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }
}
