package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import java.util.Comparator;

/** What a report tells of a finding, with its final identity. */
record Named(ReportFindings.Detail detail, String identity) {

    /** The order of {@link Finding#WORST_FIRST}, without making findings of them. */
    static final Comparator<Named> WORST_FIRST = Named::compare;

    private static int compare(Named one, Named other) {
        ReportFindings.Detail a = one.detail;
        ReportFindings.Detail b = other.detail;
        int order = Boolean.compare(a.isSuppressed(), b.isSuppressed());
        order = order == 0 ? a.severity().compareTo(b.severity()) : order;
        order = order == 0 ? a.path().compareTo(b.path()) : order;
        order = order == 0 ? Integer.compare(a.line(), b.line()) : order;
        order = order == 0 ? a.rule().compareTo(b.rule()) : order;
        order = order == 0 ? one.identity.compareTo(other.identity) : order;
        return order == 0 ? a.tool().compareTo(b.tool()) : order;
    }

    Finding finding() {
        return new Finding(
                identity,
                detail.rule(),
                detail.severity(),
                detail.path(),
                detail.line(),
                detail.message().text(),
                detail.tool(),
                detail.kind(),
                detail.details());
    }
}
