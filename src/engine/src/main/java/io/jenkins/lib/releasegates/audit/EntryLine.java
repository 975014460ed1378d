package io.jenkins.lib.releasegates.audit;

/** One line of the trail. */
final class EntryLine {

    /** Marks a body that was too large; its value is the digest of the full body, kept as evidence. */
    static final String CUT = "cut";

    private EntryLine() {}
}
