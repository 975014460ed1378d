package io.jenkins.lib.releasegates.slo.history;

/** A line can't be understood, so nothing of it counts; the message says where and why. */
final class UnreadableHistoryException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableHistoryException(String message) {
        super(message);
    }
}
