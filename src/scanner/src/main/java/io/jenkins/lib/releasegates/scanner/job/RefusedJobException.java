package io.jenkins.lib.releasegates.scanner.job;

/** A job isn't what it has to be; the message names the member, what was found and what is allowed. */
public final class RefusedJobException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedJobException(String message) {
        super(message);
    }

    /** The sentence. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
