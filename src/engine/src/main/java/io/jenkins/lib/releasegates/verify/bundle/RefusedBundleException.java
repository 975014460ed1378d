package io.jenkins.lib.releasegates.verify.bundle;

/** A file that is no proof bundle; the message says what was found and what was expected. */
public final class RefusedBundleException extends Exception {

    private static final long serialVersionUID = 1;

    private final String place;

    RefusedBundleException(String place, String message) {
        super(message);
        this.place = place;
    }

    /** The member that is wrong; empty where it is the file as a whole. */
    public String place() {
        return place;
    }
}
