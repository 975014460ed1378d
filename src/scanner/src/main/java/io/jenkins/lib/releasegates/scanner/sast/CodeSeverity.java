package io.jenkins.lib.releasegates.scanner.sast;

import io.jenkins.lib.releasegates.scanner.result.Severity;
import java.util.Optional;

/** The severity of what SpotBugs reports, by its category and rank (1 is the worst, 20 the least); the table is in docs/scanning.md. */
final class CodeSeverity {

    private static final int SCARIEST = 4;
    private static final int SCARY = 9;
    /** Where Find Security Bugs ends that believes in what it says; it has 5, 7 and 10. */
    private static final int BELIEVED = 7;

    private static final int OF_CONCERN = 12;

    private CodeSeverity() {}

    /** Empty for what isn't told: bad style, and bugs that are no danger. */
    static Optional<Severity> of(String category, int rank) {
        if (category.equals("SECURITY")) {
            return Optional.of(
                    rank <= SCARIEST
                            ? Severity.CRITICAL
                            : rank <= BELIEVED ? Severity.HIGH : rank <= OF_CONCERN ? Severity.MEDIUM : Severity.LOW);
        }
        if (rank <= SCARIEST) {
            return Optional.of(Severity.HIGH);
        }
        return rank <= SCARY ? Optional.of(Severity.MEDIUM) : Optional.empty();
    }
}
