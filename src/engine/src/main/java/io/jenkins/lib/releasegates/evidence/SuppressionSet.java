package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule.Use;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules by which the scans of a run left findings out of the count, each once. Reports of other tools tell which findings are suppressed,
 * and not by which set of rules, so that nothing of theirs is in it.
 */
public final class SuppressionSet {

    private final List<Report> scans;
    private final Map<Digest, SuppressionRule> rules = new TreeMap<>();

    private SuppressionSet(List<Report> scans) {
        this.scans = scans;
        for (Report report : scans) {
            report.scan().map(Scan::suppressions).orElse(List.of()).forEach(this::add);
        }
    }

    /**
     * Of the scans of a run.
     *
     * @param least scans of a weaker provenance are left out
     */
    public static SuppressionSet of(Evidence run, Provenance least) {
        return of(run.reports().stream()
                .filter(report -> report.provenance().meets(least))
                .toList());
    }

    /** Of all scans of a run. */
    public static SuppressionSet of(Evidence run) {
        return of(run.reports());
    }

    /** Of the scans among these reports. */
    public static SuppressionSet of(List<Report> reports) {
        return new SuppressionSet(
                reports.stream().filter(report -> report.scan().isPresent()).toList());
    }

    /** A rule that two scans were given is used where either used it. */
    private void add(SuppressionRule rule) {
        rules.merge(rule.id(), rule, (one, other) -> one.use().compareTo(other.use()) <= 0 ? one : other);
    }

    /** The results of the scans. */
    public List<Report> scans() {
        return scans;
    }

    /** The rules, by their ids. */
    public Collection<SuppressionRule> rules() {
        return Collections.unmodifiableCollection(rules.values());
    }

    /** How many there are of which this became. */
    public long count(Use use) {
        return rules.values().stream().filter(rule -> rule.use() == use).count();
    }

    /** The ids of those that the other set doesn't have, in their order. */
    public Set<Digest> without(SuppressionSet other) {
        Set<Digest> ids = new TreeSet<>(rules.keySet());
        ids.removeAll(other.rules.keySet());
        return ids;
    }
}
