package io.jenkins.plugins.releasegates.deployment;

import java.io.Serial;
import java.io.Serializable;

/** Tells steps in the body of a deployment where they are: another one to the same environment would wait for its own end. */
final class InsideDeployment implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String environment;

    InsideDeployment(String environment) {
        this.environment = environment;
    }

    boolean isOf(String other) {
        return environment.equals(other);
    }
}
