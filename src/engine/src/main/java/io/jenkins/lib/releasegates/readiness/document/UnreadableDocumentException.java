package io.jenkins.lib.releasegates.readiness.document;

/** A file isn't what it has to be; the message is a sentence with what was found and what is allowed, harmless for a terminal. */
public final class UnreadableDocumentException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableDocumentException(String message) {
        super(message);
    }

    /** The sentence. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
