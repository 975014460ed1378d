package io.jenkins.lib.releasegates.scanner.result;

/** A file that should have been looked at and could not. */
public record Problem(String path, String message) {

    /** The same at another place. */
    public Problem at(String place) {
        return new Problem(place, message);
    }
}
