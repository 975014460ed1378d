package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.Provenance;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * The weakest provenance that a policy accepts.
 *
 * @param least what it demands of all criteria; none may accept less
 * @param byKind whether a criterion that says nothing demands what its metrics are worth to an environment: that findings were scanned, that
 *     numbers which anybody could have made up were observed
 */
record ProvenanceRule(Provenance least, boolean byKind) {

    private static final Set<String> OF_FINDINGS =
            Set.of("findings", "vulnerabilities", "secrets", "suppressions", "scan");

    /** What a criterion demands that says nothing itself. */
    Provenance unsaid(Set<String> metrics, boolean readsFindings) {
        if (!byKind) {
            return least;
        }
        Provenance found = readsFindings ? Provenance.SCANNED : least;
        Optional<Provenance> strongest =
                metrics.stream().map(ProvenanceRule::ofMetric).max(Comparator.naturalOrder());
        return strongest.filter(demanded -> demanded.meets(found)).orElse(found);
    }

    private static Provenance ofMetric(String metric) {
        if (metric.startsWith(MetricCatalog.CUSTOM_PREFIX)) {
            return Provenance.OBSERVED;
        }
        int dot = metric.indexOf('.');
        return OF_FINDINGS.contains(dot < 0 ? metric : metric.substring(0, dot))
                ? Provenance.SCANNED
                : Provenance.REPORTED;
    }
}
