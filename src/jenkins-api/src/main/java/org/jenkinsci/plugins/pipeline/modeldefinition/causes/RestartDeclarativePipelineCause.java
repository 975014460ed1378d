package org.jenkinsci.plugins.pipeline.modeldefinition.causes;

public class RestartDeclarativePipelineCause extends hudson.model.Cause {

    RestartDeclarativePipelineCause() {}

    public String getOriginStage() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Run<?, ?> getOriginal() {
        throw new UnsupportedOperationException();
    }

    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }
}
