package io.jenkins.lib.releasegates.report.security;

import org.jspecify.annotations.Nullable;

/**
 * Where the details of a finding stand.
 *
 * @param source the number of the evidence that tells of it
 * @param ordinal the number of the finding there
 * @param earlier where the same finding stands besides; nothing where it stands there alone
 */
record FindingPlace(int source, int ordinal, @Nullable FindingPlace earlier) {

    FindingPlace(int source, int ordinal) {
        this(source, ordinal, null);
    }

    /** This one alone, and the other one where the same finding stands besides. */
    FindingPlace after(FindingPlace other) {
        return new FindingPlace(source, ordinal, other);
    }
}
