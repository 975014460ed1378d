package io.jenkins.lib.releasegates.readiness.answer;

/** An event can't be understood; the message says where and why. Who folds events stops there: leaving one out could leave out a no. */
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableEventException(String message) {
        super(message);
    }
}
