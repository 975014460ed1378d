package io.jenkins.plugins.releasegates.build;

import hudson.AbortException;
import java.io.Serial;

/** The connection to the agent broke while it was at work; when it is back, the work can be done again. */
public final class AgentGoneException extends AbortException {

    @Serial
    private static final long serialVersionUID = 1;

    /** With what broke. */
    public AgentGoneException(String message) {
        super(message);
    }
}
