package io.jenkins.lib.releasegates.statement.document;

/** What was read isn't what it has to be; the message says what was found and what is allowed, without line breaks or control characters. */
public final class RefusedDocumentException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedDocumentException(String message) {
        super(Quoted.plain(message));
    }

    /** The sentence. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
