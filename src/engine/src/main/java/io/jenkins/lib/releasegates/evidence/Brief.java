package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of every finding, also of those whose details are left out: enough to count it, and to compare it with a baseline.
 *
 * <p>There are few different ones, and many findings share each; take them from {@link #of} and {@link #ofCode} where there are many.
 *
 * @param exploited whether a vulnerability is known to be exploited, by a tool that knows about such things
 * @param fixable whether a version is known in which it is mended
 * @param suppressed whether somebody decided that it isn't to be counted
 * @param firstSeen empty until it was judged
 */
public record Brief(
        FindingKind kind,
        Severity severity,
        boolean exploited,
        boolean fixable,
        boolean suppressed,
        Optional<Sighting> firstSeen) {

    /** How many different ones there are before they are judged. */
    public static final int CODES = FindingKind.values().length * Severity.values().length * 8;

    private static final Brief[] ALL = all();

    /** Of which nothing is known but how bad it is. */
    public static Brief of(Severity severity) {
        return of(FindingKind.ISSUE, severity, Details.NONE);
    }

    /** Of a finding with these details. */
    public static Brief of(FindingKind kind, Severity severity, Details details) {
        int flags = (details.exploited().isPresent() ? 4 : 0)
                + (details.fixedIn().isEmpty() ? 0 : 2)
                + (details.suppressed().isPresent() ? 1 : 0);
        return ALL[(kind.ordinal() * Severity.values().length + severity.ordinal()) * 8 + flags];
    }

    /** The one that has this {@link #code}. */
    public static Brief ofCode(int code) {
        return ALL[code];
    }

    /** A number from 0 to below {@link #CODES}, without regard to when it was seen first. */
    public int code() {
        return (kind.ordinal() * Severity.values().length + severity.ordinal()) * 8
                + (exploited ? 4 : 0)
                + (fixable ? 2 : 0)
                + (suppressed ? 1 : 0);
    }

    /** The same, seen at that time first. */
    public Brief seen(Sighting first) {
        return new Brief(kind, severity, exploited, fixable, suppressed, Optional.of(first));
    }

    /** The same, and nobody has said when it was seen first. */
    public Brief undated() {
        return ALL[code()];
    }

    /** One finding that two tools have told of: the worse of both, and suppressed only where both are. */
    public Brief and(Brief other) {
        Severity worse = severity.compareTo(other.severity) <= 0 ? severity : other.severity;
        Brief both = new Brief(
                kind,
                worse,
                exploited || other.exploited,
                fixable || other.fixable,
                suppressed && other.suppressed,
                Optional.empty());
        return ALL[both.code()];
    }

    /** The names of the metrics that it counts in. */
    public List<String> metrics() {
        Optional<String> own = MetricCatalog.areaOf(kind);
        List<String> metrics = new ArrayList<>();
        if (suppressed) {
            metrics.add("findings.suppressed");
            if (kind == FindingKind.VULNERABILITY) {
                metrics.add("vulnerabilities.suppressed");
            }
            return metrics;
        }
        metrics.add("findings.total");
        metrics.add("findings." + severity.id());
        own.ifPresent(area -> metrics.add(area + ".total"));
        if (kind == FindingKind.VULNERABILITY) {
            metrics.add("vulnerabilities." + severity.id());
            if (exploited) {
                metrics.add("vulnerabilities.kev");
            }
            if (fixable) {
                metrics.add("vulnerabilities.fixable");
            }
        }
        return metrics;
    }

    private static Brief[] all() {
        Brief[] all = new Brief[CODES];
        int code = 0;
        for (FindingKind kind : FindingKind.values()) {
            for (Severity severity : Severity.values()) {
                for (int flags = 0; flags < 8; flags++) {
                    all[code++] = new Brief(
                            kind, severity, (flags & 4) != 0, (flags & 2) != 0, (flags & 1) != 0, Optional.empty());
                }
            }
        }
        return all;
    }
}
