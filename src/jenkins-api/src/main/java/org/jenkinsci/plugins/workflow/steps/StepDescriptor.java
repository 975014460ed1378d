package org.jenkinsci.plugins.workflow.steps;

public abstract class StepDescriptor extends hudson.model.Descriptor<org.jenkinsci.plugins.workflow.steps.Step> {

    public StepDescriptor() {}

    public static hudson.ExtensionList<org.jenkinsci.plugins.workflow.steps.StepDescriptor> all() {
        throw new UnsupportedOperationException();
    }

    public String argumentsToString(java.util.Map<String, Object> namedArgs) {
        throw new UnsupportedOperationException();
    }

    public abstract String getFunctionName();

    public java.util.Set<? extends Class<?>> getProvidedContext() {
        throw new UnsupportedOperationException();
    }

    public abstract java.util.Set<? extends Class<?>> getRequiredContext();

    public boolean isAdvanced() {
        throw new UnsupportedOperationException();
    }

    public boolean isMetaStep() {
        throw new UnsupportedOperationException();
    }

    public boolean takesImplicitBlockArgument() {
        throw new UnsupportedOperationException();
    }
}
