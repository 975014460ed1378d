package io.jenkins.plugins.releasegates.deployment;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.remoting.Channel;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.OutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/** Masks the secrets of an environment in what a body writes. It is kept with the Pipeline's state, and so holds nothing but a name. */
final class SecretsFilter extends ConsoleLogFilter implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String environment;

    SecretsFilter(String environment) {
        this.environment = environment;
    }

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        return new MaskingStream(
                logger, EnvironmentConfiguration.get().secrets(environment).values());
    }

    /** An agent that writes the log by itself has no configuration to ask. */
    @Serial
    private Object writeReplace() {
        return Channel.current() == null
                ? this
                : new OfAgent(List.copyOf(
                        EnvironmentConfiguration.get().secrets(environment).values()));
    }

    /** The same on an agent, which learns the secrets with the commands anyway; never kept. */
    private static final class OfAgent extends ConsoleLogFilter implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        private final Collection<String> secrets;

        OfAgent(Collection<String> secrets) {
            this.secrets = secrets;
        }

        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return new MaskingStream(logger, secrets);
        }
    }
}
