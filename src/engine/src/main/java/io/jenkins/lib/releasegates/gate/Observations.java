package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Observation.Broken;
import io.jenkins.lib.releasegates.gate.Observation.Missing;
import io.jenkins.lib.releasegates.gate.Observation.Seen;
import io.jenkins.lib.releasegates.policy.ScanRule;
import io.jenkins.lib.releasegates.policy.condition.ListedFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was seen of a metric in this run, and in comparison with the baseline. */
final class Observations {

    /** What the names of metrics begin with in which vulnerabilities count. */
    private static final List<String> OF_VULNERABILITIES = List.of("vulnerabilities.", "findings.");

    private final Evidence run;
    private final Comparand comparand;
    private final ScanRule scans;

    Observations(Evidence run, Comparand comparand, ScanRule scans) {
        this.run = run;
        this.comparand = comparand;
        this.scans = scans;
    }

    /**
     * The value of this run; of a metric that only exists in comparison, the compared value.
     *
     * @param least weaker sources are left out where stronger ones tell the metric as well
     */
    Observation of(String metric, Provenance least) {
        if (metric.equals(MetricCatalog.DATABASE_AGE)) {
            return databaseAge(least);
        }
        if (OF_VULNERABILITIES.stream().anyMatch(metric::startsWith)) {
            Optional<String> outdated = outdatedDatabase(least);
            if (outdated.isPresent()) {
                return new Missing(outdated.get());
            }
        }
        boolean compares = MetricCatalog.find(metric).map(Metric::needsBaseline).orElse(false);
        if (!compares) {
            return in(run, metric, least, "");
        }
        return SuppressionCounts.tell(metric) ? addedSuppressions(metric, least) : compared(MetricCatalog.get(metric));
    }

    /** Every finding, suppressed ones included; worth something only where {@link #incompleteFindings} has no objection. */
    List<ListedFinding> findings() {
        Optional<Evidence> earlier = comparand.evidence();
        return run.findings().stream()
                .map(finding -> new ListedFinding(
                        finding,
                        earlier.map(before -> !isKnown(finding, before)),
                        earlier.flatMap(before -> age(finding))))
                .toList();
    }

    /** The whole sentence why not every finding can be looked at; empty when each can. */
    Optional<String> incompleteFindings() {
        return run.hasAllDetails()
                ? Optional.empty()
                : Optional.of("There are " + run.identities().size() + " findings and the details of "
                        + run.findings().size() + " are kept, so nobody can look at every one; metrics such as"
                        + " findings.new.high, vulnerabilities.critical or vulnerabilities.kev count all of them.");
    }

    private static boolean isKnown(Finding finding, Evidence before) {
        return finding.isSuppressed()
                ? before.identities().containsKey(finding.identity())
                : ComparedFindings.isOpen(before.identities().get(finding.identity()));
    }

    private Optional<Double> age(Finding finding) {
        return Optional.ofNullable(run.identities().get(finding.identity()))
                .flatMap(Brief::firstSeen)
                .map(first -> first.daysUntil(comparand.at()));
    }

    /** The value of this run minus that of the baseline. */
    Observation deltaOf(Metric metric, Provenance least) {
        Observation now = of(metric.name(), least);
        if (!(now instanceof Seen current)) {
            return now;
        }
        if (metric.name().equals(MetricCatalog.DATABASE_AGE)) {
            return new Missing(
                    "The age of a database belongs to one judgement, and can't be compared with that of another.");
        }
        Optional<Evidence> earlier = comparand.evidence();
        if (earlier.isEmpty()) {
            return new Missing(comparand.objection().orElse("There is no earlier run to compare with."));
        }
        if (!(in(earlier.get(), metric.name(), least, " in the run to compare with") instanceof Seen before)) {
            return new Missing("The run to compare with has no usable value of " + metric.name() + ".");
        }
        double delta = current.value() - before.value();
        String words = (delta > 0 ? "+" : "") + Measurement.words(metric.type(), delta);
        return new Seen(
                metric.name(),
                delta,
                words,
                weaker(current.provenance(), before.provenance()),
                current.sources(),
                comparand.remark());
    }

    /** The whole sentence why vulnerabilities can't be judged by what was looked up; empty when they can. */
    Optional<String> outdatedDatabase(Provenance least) {
        return new DatabaseAge(run, comparand.at(), least).objection(scans);
    }

    private Observation databaseAge(Provenance least) {
        Optional<Measurement> measured = new DatabaseAge(run, comparand.at(), least)
                .measured()
                .or(() -> new DatabaseAge(run, comparand.at(), Provenance.REPORTED).measured());
        return measured.isPresent()
                ? checked(measured.get(), MetricCatalog.DATABASE_AGE, "")
                : new Missing("No scan tells " + MetricWords.of(MetricCatalog.DATABASE_AGE) + ".");
    }

    private Observation compared(Metric metric) {
        ComparedFindings findings = new ComparedFindings(metric);
        // Identities don't tell who vouches for them, so that the weakest does.
        Observation now = in(run, findings.counted(), Provenance.REPORTED, "");
        if (!(now instanceof Seen current)) {
            return now;
        }
        Optional<Evidence> earlier = comparand.evidence();
        if (earlier.isEmpty()) {
            return new Missing(comparand.objection().orElse("There is no earlier run to compare with."));
        }
        if (!(in(earlier.get(), findings.total(), Provenance.REPORTED, " in the run to compare with")
                instanceof Seen before)) {
            return new Missing(
                    "The run to compare with has no usable " + findings.plural() + ", so nobody knows which are new.");
        }
        if (!findings.areIdentified(run) || !findings.areIdentified(earlier.get())) {
            return new Missing("Findings were counted, but nothing tells which they are, so they can't be compared.");
        }
        double value = findings.value(run.identities(), earlier.get().identities(), comparand.at());
        return new Seen(
                metric.name(),
                value,
                Measurement.words(metric.type(), value),
                weaker(current.provenance(), before.provenance()),
                current.sources(),
                comparand.remark());
    }

    private Observation addedSuppressions(String metric, Provenance least) {
        String total = MetricCatalog.SUPPRESSIONS_PREFIX + "total";
        if (!(in(run, total, least, "") instanceof Seen)) {
            return in(run, total, least, "");
        }
        Optional<Evidence> earlier = comparand.evidence();
        if (earlier.isEmpty()) {
            return new Missing(comparand.objection().orElse("There is no earlier run to compare with."));
        }
        if (!(in(earlier.get(), total, least, " in the run to compare with") instanceof Seen)) {
            return new Missing("The run to compare with has no usable suppressions, so nobody knows which are new.");
        }
        Measurement added = SuppressionCounts.added(run, earlier.get(), metric, least)
                .orElseThrow(() -> new IllegalStateException("Both runs were scanned"));
        return new Seen(metric, added.value(), added.words(), added.provenance(), added.sources(), comparand.remark());
    }

    private static Provenance weaker(Provenance a, Provenance b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Observation in(Evidence evidence, String metric, Provenance least, String where) {
        Optional<String> broken = problems(evidence, metric, Problem.Kind.UNREADABLE);
        if (broken.isPresent()) {
            return new Broken("A report could not be read" + where + ": " + broken.get());
        }
        Optional<String> missing = problems(evidence, metric, Problem.Kind.MISSING);
        if (missing.isPresent()) {
            return new Missing("Expected evidence is not there" + where + ": " + missing.get());
        }
        Optional<Measurement> measured = SuppressionCounts.tell(metric)
                ? SuppressionCounts.measured(evidence, metric, least)
                : evidence.measurement(metric, least);
        if (measured.isEmpty()) {
            return new Missing("No report tells " + MetricWords.of(metric) + where + ".");
        }
        return checked(measured.get(), metric, where);
    }

    private static Observation checked(Measurement measurement, String metric, String where) {
        double value = measurement.value();
        Optional<MetricType> demanded = MetricCatalog.find(metric).map(Metric::type);
        if (!measurement.metric().equals(metric) || demanded.isPresent() && demanded.get() != measurement.type()) {
            return new Broken("The measurement filed as " + metric + " is another one" + where + ".");
        }
        if (metric.startsWith(MetricCatalog.ATTESTATIONS_PREFIX) && measurement.provenance() != Provenance.ATTESTED) {
            return new Broken(MetricWords.sentenceStart(metric) + " is "
                    + measurement.provenance().words() + where + ", but signed statements alone can tell it.");
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return new Missing("The value of " + MetricWords.of(metric) + " is not a number" + where + ".");
        }
        if (!isPossible(measurement.type(), value)) {
            return new Broken(MetricWords.sentenceStart(metric) + " can't be " + measurement.words() + where + ".");
        }
        return Seen.of(measurement);
    }

    private static boolean isPossible(MetricType type, double value) {
        return switch (type) {
            case COUNT -> value >= 0 && value == Math.rint(value);
            case PERCENT -> value >= 0 && value <= 100;
            case SECONDS, MILLISECONDS, PER_SECOND, DAYS, HOURS -> value >= 0;
            case NUMBER -> true;
        };
    }

    private static Optional<String> problems(Evidence evidence, String metric, Problem.Kind kind) {
        List<String> touching = new ArrayList<>();
        for (Problem problem : evidence.problems()) {
            if (problem.kind() == kind && problem.touches(metric)) {
                touching.add(problem.toString());
            }
        }
        int more = touching.size() - 3;
        return touching.isEmpty()
                ? Optional.empty()
                : Optional.of(touching.stream().limit(3).collect(Collectors.joining("; "))
                        + (more > 0 ? "; and " + more + " more" : ""));
    }
}
