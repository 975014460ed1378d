package io.jenkins.lib.releasegates.readiness;

/** A result can't be understood, so nothing of it counts; the message says where and why. */
public final class UnreadableReadinessException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableReadinessException(String message) {
        super(message);
    }
}
