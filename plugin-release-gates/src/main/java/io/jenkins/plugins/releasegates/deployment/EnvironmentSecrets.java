package io.jenkins.plugins.releasegates.deployment;

import hudson.EnvVars;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.Serial;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Puts the secrets of an environment among the variables of a body. It is kept with the Pipeline's state, and so holds nothing but a name. */
final class EnvironmentSecrets extends EnvironmentExpander {

    @Serial
    private static final long serialVersionUID = 1;

    private final String environment;

    EnvironmentSecrets(String environment) {
        this.environment = environment;
    }

    @Override
    public void expand(EnvVars variables) {
        variables.putAll(EnvironmentConfiguration.get().secrets(environment));
    }

    @Override
    public Set<String> getSensitiveVariables() {
        return EnvironmentConfiguration.get().secrets(environment).keySet();
    }
}
