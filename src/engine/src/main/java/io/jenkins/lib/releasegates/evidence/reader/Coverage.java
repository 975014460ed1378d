package io.jenkins.lib.releasegates.evidence.reader;

import java.util.Locale;

/** What can be covered, by the names of the metrics {@code coverage.*}. */
enum Coverage {
    LINE,
    BRANCH,
    INSTRUCTION,
    METHOD,
    CLASS,
    COMPLEXITY,
    MUTATION;

    String metric() {
        return "coverage." + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the catalogue has the two counts beside the percentage. */
    boolean hasCounts() {
        return this != MUTATION;
    }
}
