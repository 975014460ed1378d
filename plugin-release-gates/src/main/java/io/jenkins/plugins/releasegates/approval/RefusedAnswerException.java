package io.jenkins.plugins.releasegates.approval;

/** An answer doesn't count; the message is a sentence for whoever gave it. */
public final class RefusedAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    /** With a sentence. */
    public RefusedAnswerException(String why) {
        super(why);
    }
}
