package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricType;
import io.jenkins.lib.releasegates.gate.Observation.Broken;
import io.jenkins.lib.releasegates.gate.Observation.Missing;
import io.jenkins.lib.releasegates.gate.Observation.Seen;
import io.jenkins.lib.releasegates.policy.Comparison;
import io.jenkins.lib.releasegates.policy.Criterion.Threshold;
import java.util.List;
import java.util.Optional;

/** Holds one metric against its threshold. */
final class ThresholdJudge {

    private final Observations observations;

    ThresholdJudge(Observations observations) {
        this.observations = observations;
    }

    Verdict judge(Threshold criterion) {
        Observation observation = criterion.comparison() == Comparison.PROJECT_DELTA
                ? observations.deltaOf(criterion.metric(), criterion.leastProvenance())
                : observations.of(criterion.metric().name(), criterion.leastProvenance());
        if (observation instanceof Broken broken) {
            return new Verdict.Errored(nothingSeen(criterion, broken.why()));
        }
        if (observation instanceof Missing missing) {
            return new Verdict.Inconclusive(nothingSeen(criterion, missing.why()));
        }
        Seen seen = (Seen) observation;
        if (!seen.provenance().meets(criterion.leastProvenance())) {
            return new Verdict.Inconclusive(grounds(
                    criterion,
                    seen,
                    ProvenanceWords.tooWeak(
                            MetricWords.sentenceStart(seen.metric()), seen.provenance(), criterion.leastProvenance())));
        }
        return compare(criterion, seen);
    }

    private static Verdict compare(Threshold criterion, Seen seen) {
        Metric metric = criterion.metric();
        boolean delta = criterion.comparison() == Comparison.PROJECT_DELTA;
        String is = MetricWords.sentenceStart(metric.name()) + (delta ? " changed by " : " is ") + seen.words()
                + (delta ? " against the baseline" : "") + seen.remark() + ", the policy wants ";
        if (!metric.passes(seen.value(), criterion.threshold())) {
            return new Verdict.Failed(grounds(criterion, seen, is + wanted(criterion, criterion.threshold()) + "."));
        }
        Optional<Double> warning = criterion.warning();
        if (warning.isPresent() && !metric.passes(seen.value(), warning.get())) {
            return new Verdict.Warned(grounds(
                    criterion,
                    seen,
                    is + wanted(criterion, criterion.threshold()) + " and warns unless it is "
                            + wanted(criterion, warning.get()) + "."));
        }
        return new Verdict.Passed(grounds(criterion, seen, is + wanted(criterion, criterion.threshold()) + "."));
    }

    private static String wanted(Threshold criterion, double threshold) {
        Metric metric = criterion.metric();
        if (metric.direction() == Metric.Direction.HIGHER_IS_BETTER) {
            return "at least " + Measurement.words(metric.type(), threshold);
        }
        if (metric.type() != MetricType.COUNT) {
            return "less than " + Measurement.words(metric.type(), threshold);
        }
        boolean none = threshold == 1 && criterion.comparison() == Comparison.PROJECT;
        return none ? "none" : "at most " + Measurement.words(metric.type(), threshold - 1);
    }

    private static Grounds grounds(Threshold criterion, Seen seen, String why) {
        return new Grounds(
                seen.words() + seen.remark(), criterion.words(), why, Optional.of(seen.provenance()), seen.sources());
    }

    private static Grounds nothingSeen(Threshold criterion, String why) {
        return new Grounds("", criterion.words(), why, Optional.empty(), List.of());
    }
}
