package org.jenkinsci.plugins.workflow.steps;

public abstract class EnvironmentExpander implements java.io.Serializable {

    public EnvironmentExpander() {}

    public static org.jenkinsci.plugins.workflow.steps.EnvironmentExpander constant(java.util.Map<String, String> env) {
        throw new UnsupportedOperationException();
    }

    public abstract void expand(hudson.EnvVars envVars) throws java.io.IOException, InterruptedException;

    public java.util.Set<String> getSensitiveVariables() {
        throw new UnsupportedOperationException();
    }

    public static org.jenkinsci.plugins.workflow.steps.EnvironmentExpander merge(
            org.jenkinsci.plugins.workflow.steps.EnvironmentExpander original,
            org.jenkinsci.plugins.workflow.steps.EnvironmentExpander subsequent) {
        throw new UnsupportedOperationException();
    }
}
