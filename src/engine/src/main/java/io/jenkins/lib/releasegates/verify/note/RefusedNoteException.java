package io.jenkins.lib.releasegates.verify.note;

/** A note, checkpoint or key in a form that isn't allowed; the message says what was found and what was expected. */
public final class RefusedNoteException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedNoteException(String message) {
        super(message);
    }
}
