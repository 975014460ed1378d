package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Observation.Broken;
import io.jenkins.lib.releasegates.gate.Observation.Missing;
import io.jenkins.lib.releasegates.gate.Observation.Seen;
import io.jenkins.lib.releasegates.policy.Criterion.Expression;
import io.jenkins.lib.releasegates.policy.condition.Condition.UndecidableConditionException;
import io.jenkins.lib.releasegates.policy.condition.ListedFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Evaluates a condition over all metrics that it names; every one of them must be there, whether or not its value would matter. */
final class ConditionJudge {

    private final Observations observations;

    ConditionJudge(Observations observations) {
        this.observations = observations;
    }

    Verdict judge(Expression criterion) {
        List<Seen> seen = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String metric : new TreeSet<>(criterion.condition().metrics())) {
            Observation observation = observations.of(metric, leastFor(metric, criterion));
            if (observation instanceof Broken broken) {
                return new Verdict.Errored(grounds(criterion, seen, broken.why()));
            }
            if (observation instanceof Missing reason) {
                missing.add(reason.why());
            } else if (observation instanceof Seen value) {
                seen.add(value);
            }
        }
        if (!missing.isEmpty()) {
            return new Verdict.Inconclusive(
                    grounds(criterion, seen, missing.stream().distinct().collect(Collectors.joining(" "))));
        }
        for (Seen value : seen) {
            if (!value.provenance().meets(criterion.leastProvenance())) {
                return new Verdict.Inconclusive(grounds(
                        criterion,
                        seen,
                        ProvenanceWords.tooWeak(
                                MetricWords.sentenceStart(value.metric()),
                                value.provenance(),
                                criterion.leastProvenance())));
            }
        }
        if (criterion.condition().readsFindings()) {
            Optional<String> incomplete =
                    observations.outdatedDatabase(Provenance.REPORTED).or(observations::incompleteFindings);
            if (incomplete.isPresent()) {
                return new Verdict.Inconclusive(grounds(criterion, seen, incomplete.get()));
            }
        }
        return evaluate(criterion, seen);
    }

    /** A single finding doesn't tell who vouches for it, so that the weakest does for all. */
    private static Provenance leastFor(String metric, Expression criterion) {
        return criterion.condition().readsFindings() && metric.startsWith("findings.")
                ? Provenance.REPORTED
                : criterion.leastProvenance();
    }

    private Verdict evaluate(Expression criterion, List<Seen> seen) {
        Map<String, Double> values = new LinkedHashMap<>();
        seen.forEach(value -> values.put(value.metric(), value.value()));
        try {
            boolean holds = criterion.condition().evaluate(values, findings(criterion));
            String why = sentence(seen) + ", the policy wants " + criterion.words() + ".";
            return holds
                    ? new Verdict.Passed(grounds(criterion, seen, why))
                    : new Verdict.Failed(grounds(criterion, seen, why));
        } catch (UndecidableConditionException e) {
            Grounds grounds = grounds(criterion, seen, "There is no answer: " + e.getMessage() + ".");
            return e.missingData() ? new Verdict.Inconclusive(grounds) : new Verdict.Errored(grounds);
        }
    }

    private Optional<List<ListedFinding>> findings(Expression criterion) {
        return criterion.condition().readsFindings() ? Optional.of(observations.findings()) : Optional.empty();
    }

    private static String sentence(List<Seen> seen) {
        String all = seen.stream()
                .map(value -> MetricWords.of(value.metric()) + " is " + value.words() + value.remark())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "Nothing was seen" : Character.toUpperCase(all.charAt(0)) + all.substring(1);
    }

    private static Grounds grounds(Expression criterion, List<Seen> seen, String why) {
        Set<Digest> sources = new LinkedHashSet<>();
        seen.forEach(value -> sources.addAll(value.sources()));
        Optional<Provenance> weakest = seen.stream().map(Seen::provenance).min(Comparator.naturalOrder());
        String observed = seen.stream()
                .map(value -> value.metric() + " = " + value.words() + value.remark())
                .collect(Collectors.joining(", "));
        return new Grounds(observed, criterion.words(), why, weakest, List.copyOf(sources));
    }
}
