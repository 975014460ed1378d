package io.jenkins.lib.releasegates.statement.attested;

import io.jenkins.lib.releasegates.evidence.Severity;
import java.util.List;

/** What one statement says, as far as gates can judge it. */
sealed interface Said {

    /** Whether it says that something failed. */
    default boolean failed() {
        return false;
    }

    /** That it was built as the policy wants. */
    record Built() implements Said {}

    /** That somebody has verified it, or that it failed. */
    record Verified(@Override boolean failed) implements Said {}

    /**
     * How tests ended.
     *
     * @param listed whether it names tests; if not, the numbers are 0 and mean nothing
     */
    record Tested(@Override boolean failed, boolean listed, int passed, int failedTests) implements Said {}

    /** What a scanner found. */
    record Scanned(String scanner, List<Vulnerability> found) implements Said {
        public Scanned {
            found = List.copyOf(found);
        }
    }

    /** One vulnerability, at its worst severity. */
    record Vulnerability(String id, Severity severity, String score) {}
}
