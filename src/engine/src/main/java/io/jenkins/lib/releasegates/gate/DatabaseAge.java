package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.policy.ScanRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How old the vulnerability databases are that the scans of a run have used, at the instant of the judgement. */
final class DatabaseAge {

    private static final double SECONDS_OF_AN_HOUR = 3_600;

    /** Clocks of one house may differ so much. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final List<Report> scans;
    private final Instant at;

    /**
     * @param least scans of a weaker provenance are left out, as their findings are
     */
    DatabaseAge(Evidence run, Instant at, Provenance least) {
        this.scans = run.reports().stream()
                .filter(report -> report.provenance().meets(least))
                .filter(report -> database(report).isPresent())
                .toList();
        this.at = at;
    }

    /** The age of the oldest as a measurement; empty without a scan that has used one. */
    Optional<Measurement> measured() {
        Optional<Duration> age = scans.stream().map(this::age).max(Comparator.naturalOrder());
        List<Digest> sources = scans.stream().map(Report::digest).sorted().toList();
        return age.map(oldest -> new Measurement(
                MetricCatalog.DATABASE_AGE,
                MetricType.HOURS,
                oldest.isNegative() ? Double.NaN : oldest.toSeconds() / SECONDS_OF_AN_HOUR,
                scans.stream()
                        .map(Report::provenance)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                sources));
    }

    /** The whole sentence why what was looked up there isn't known any more, or can't be; empty when all are young enough. */
    Optional<String> objection(ScanRule rule) {
        for (Report report : scans) {
            Duration age = age(report);
            String database = "The vulnerability database of " + report.path() + " was last checked at "
                    + database(report).map(Scan.Database::lastChecked).orElseThrow();
            if (age.isNegative()) {
                return Optional.of(database + ", which is later than this judgement.");
            }
            if (age.compareTo(rule.maxDatabaseAge()) > 0) {
                return Optional.of(database + ", longer ago than the " + words(rule.maxDatabaseAge())
                        + " that the policy allows, so nobody knows what has become known since.");
            }
        }
        return Optional.empty();
    }

    /** Negative only where it can't be explained by clocks. */
    private Duration age(Report report) {
        Instant checked = database(report).map(Scan.Database::lastChecked).orElseThrow();
        Duration age = Duration.between(checked, at);
        return age.isNegative() && age.negated().compareTo(CLOCKS) <= 0 ? Duration.ZERO : age;
    }

    private static Optional<Scan.Database> database(Report report) {
        return report.scan().flatMap(Scan::database);
    }

    private static String words(Duration duration) {
        return duration.toMinutes() % 60 == 0 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }
}
