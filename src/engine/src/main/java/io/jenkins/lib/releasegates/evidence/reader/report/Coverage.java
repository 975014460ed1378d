package io.jenkins.lib.releasegates.evidence.reader.report;

import java.util.Locale;

/** What can be covered, by the names of the metrics {@code coverage.*}. */
public enum Coverage {
    LINE,
    BRANCH,
    INSTRUCTION,
    METHOD,
    CLASS,
    COMPLEXITY,
    MUTATION;

    public String metric() {
        return "coverage." + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the catalogue has the two counts beside the percentage. */
    public boolean hasCounts() {
        return this != MUTATION;
    }
}
