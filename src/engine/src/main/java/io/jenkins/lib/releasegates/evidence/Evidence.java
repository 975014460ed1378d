package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that one run has to show, normalised: what crosses from the agent, is judged, and is kept beside the record.
 *
 * @param reports the files that were read, sorted by path
 * @param measurements by metric name; those that need a baseline are not among them, since they are no facts about this run alone
 * @param findings the details that are kept, worst first; at most {@value #MAX_FINDINGS}
 * @param identities of all findings with what is kept of each, also of those whose details were left out; what a baseline is compared by
 * @param problems what could not be read; empty when all is well
 * @param stronger where a measurement adds up sources of different provenance: the same metric once more, with the stronger sources alone
 * @param observed what the controller saw of the running service; never from an agent
 */
public record Evidence(
        List<Report> reports,
        Map<String, Measurement> measurements,
        List<Finding> findings,
        Map<String, Brief> identities,
        List<Problem> problems,
        List<Measurement> stronger,
        List<ObservedSeries> observed) {

    /** Findings whose details are kept. */
    public static final int MAX_FINDINGS = 100_000;

    public Evidence {
        reports = List.copyOf(reports);
        measurements = Collections.unmodifiableMap(new TreeMap<>(measurements));
        findings = UnchangingFindings.of(findings);
        identities = Map.copyOf(identities);
        problems = List.copyOf(problems);
        stronger = List.copyOf(stronger);
        observed = List.copyOf(observed);
    }

    /** Evidence without anything that was observed. */
    public Evidence(
            List<Report> reports,
            Map<String, Measurement> measurements,
            List<Finding> findings,
            Map<String, Brief> identities,
            List<Problem> problems,
            List<Measurement> stronger) {
        this(reports, measurements, findings, identities, problems, stronger, List.of());
    }

    /** What the controller saw of the running service, and nothing else. */
    public static Evidence observed(List<ObservedSeries> observed) {
        return new Evidence(List.of(), Map.of(), List.of(), Map.of(), List.of(), List.of(), observed);
    }

    /** Evidence in which every metric has one provenance. */
    public Evidence(
            List<Report> reports,
            Map<String, Measurement> measurements,
            List<Finding> findings,
            Map<String, Brief> identities,
            List<Problem> problems) {
        this(reports, measurements, findings, identities, problems, List.of());
    }

    /** Nothing was shown. */
    public static Evidence none() {
        return new Evidence(List.of(), Map.of(), List.of(), Map.of(), List.of());
    }

    /**
     * What several steps of one run have to show, as one: counts and seconds are summed, percentages derived anew.
     *
     * <p>What can't be added up (a report that is there twice, a number of one's own that is there twice) becomes a {@link Problem}. Each
     * measurement has the weakest provenance among its parts, and each finding an identity of its own. What the stronger parts alone come to is
     * kept beside it, so that a weak report neither counts for a demand of strong ones nor keeps it from being fulfilled.
     */
    public static Evidence combine(List<Evidence> parts) {
        return parts.size() == 1 ? parts.get(0) : new EvidenceUnion(parts).evidence();
    }

    /**
     * The same with the weakest provenance throughout, and without a word about when a finding was seen first: what somebody sends who may say
     * anything, a build agent for example.
     */
    public Evidence reported() {
        return from(Provenance.REPORTED);
    }

    /**
     * The same as found by our own worker; only for who has started that worker himself, from a bundle, rules and a database that he has checked and
     * that no build can write.
     */
    public Evidence scanned() {
        return from(Provenance.SCANNED);
    }

    private Evidence from(Provenance provenance) {
        Map<String, Measurement> numbers = new TreeMap<>();
        measurements.forEach((metric, one) ->
                numbers.put(metric, new Measurement(metric, one.type(), one.value(), provenance, one.sources())));
        List<Report> files = reports.stream()
                .map(one -> new Report(
                        one.path(), one.format(), one.digest(), one.size(), provenance, one.tool(), one.scan()))
                .toList();
        return new Evidence(files, numbers, findings, undated(), problems);
    }

    /**
     * The same with what is kept of when each finding was seen first: as the earlier evidence says, else by this sighting.
     *
     * @param earlier the run that this one is compared with, and the sighting of what it has without one
     */
    public Evidence seen(Sighting now, Optional<Evidence> earlier, Sighting undated) {
        if (identities.isEmpty()) {
            return this;
        }
        return new Evidence(
                reports,
                measurements,
                findings,
                new FirstSeen(now, earlier, undated).date(identities),
                problems,
                stronger,
                observed);
    }

    /** Whether anything is left out of the count, or would be by a rule that a scan was given. */
    public boolean suppresses() {
        return identities.values().stream().anyMatch(Brief::suppressed)
                || reports.stream()
                        .flatMap(report -> report.scan().stream())
                        .anyMatch(scan -> !scan.suppressions().isEmpty());
    }

    /** Whether the details of every finding are kept. */
    public boolean hasAllDetails() {
        return findings.size() == identities.size()
                && findings.stream()
                        .allMatch(one -> Optional.ofNullable(identities.get(one.identity()))
                                .filter(brief -> brief.code() == one.brief().code())
                                .isPresent());
    }

    /**
     * The measurement of that metric from sources of at least this provenance; if there are none, the one that there is.
     *
     * <p>What the weaker sources have made unknown, since one of them can't tell it, may still be known from the stronger ones.
     */
    public Optional<Measurement> measurement(String metric, Provenance least) {
        Optional<Measurement> all = measurement(metric);
        if (least == Provenance.REPORTED
                || all.map(one -> one.provenance().meets(least)).orElse(false)) {
            return all;
        }
        return stronger.stream()
                .filter(one -> one.metric().equals(metric) && one.provenance().meets(least))
                .min(Comparator.comparing(Measurement::provenance))
                .or(() -> all);
    }

    /** The measurement of that metric, where there is one. */
    public Optional<Measurement> measurement(String metric) {
        return Optional.ofNullable(measurements.get(metric));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Brief> undated() {
        return Map.ofEntries(identities.entrySet().stream()
                .map(one -> Map.entry(one.getKey(), one.getValue().undated()))
                .toArray(Map.Entry[]::new));
    }
}
