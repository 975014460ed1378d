package io.jenkins.lib.releasegates.report.security;

import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * As much of a row as counts, chooses and orders it; there may be very many.
 *
 * @param row the finding without its message and its details, which of these tells only whether it is suppressed
 * @param place where all of it stands
 */
record BriefRow(FindingRow row, FindingPlace place) {

    private static final Details SUPPRESSED = new DetailsBuilder()
            .suppressed(Optional.of(new Suppression("", "", "", "")))
            .build();

    /** A finding without what makes it large. */
    static Finding brief(Finding finding, UnaryOperator<String> shared) {
        return new Finding(
                finding.identity(),
                shared.apply(finding.rule()),
                finding.severity(),
                shared.apply(finding.path()),
                finding.line(),
                "",
                shared.apply(finding.tool()),
                finding.kind(),
                finding.isSuppressed() ? SUPPRESSED : Details.NONE);
    }

    /** The row, with the finding as it is there. */
    FindingRow with(Finding finding) {
        return new FindingRow(finding, row.state(), row.firstSeen(), row.provenance());
    }
}
