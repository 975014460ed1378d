package io.jenkins.lib.releasegates.evidence;

/**
 * Something that kept evidence from being read; a gate that needs the metrics it touches doesn't pass.
 *
 * @param kind what it means for a verdict
 * @param place the file with line where that is known ({@code report.xml:12:7}), or the pattern
 * @param message what was found and what is allowed, in words for the user
 */
public record Problem(Kind kind, String place, String message) {

    /** What a problem means for a verdict. */
    public enum Kind {
        /** There is nothing to read: a pattern without match, an empty report. */
        MISSING,
        /** There is something that can't be read, or not within the limits. */
        UNREADABLE
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
