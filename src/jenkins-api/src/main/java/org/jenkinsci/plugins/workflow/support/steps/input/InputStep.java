package org.jenkinsci.plugins.workflow.support.steps.input;

public class InputStep extends org.jenkinsci.plugins.workflow.steps.AbstractStepImpl implements java.io.Serializable {

    public InputStep(String message) {
        super(true);
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public String getMessage() {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.model.ParameterDefinition> getParameters() {
        throw new UnsupportedOperationException();
    }
}
