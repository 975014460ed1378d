package io.jenkins.plugins.releasegates.approval;

/** An answer doesn't count; the message is a sentence for whoever gave it. */
final class RefusedAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    RefusedAnswerException(String why) {
        super(why);
    }
}
