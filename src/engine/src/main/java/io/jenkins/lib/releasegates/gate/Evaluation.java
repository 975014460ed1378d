package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.policy.Criterion;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.GateDefinition;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.WaiverRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Judges evidence by a policy. Fails closed: what can't be judged is inconclusive or errored, never passed.
 *
 * <p>A function of its arguments; thread-safe.
 */
public final class Evaluation {

    private static final Logger LOG = Logger.getLogger(Evaluation.class.getName());

    private Evaluation() {}

    /** Every gate's verdict, and what they come to. Waiver requests are passed on and change nothing. */
    public static Decision decide(Policy policy, ReleaseContext context) {
        return decide(policy, context, List.of());
    }

    /** The same with gates that were judged already, which come first. */
    public static Decision decide(Policy policy, ReleaseContext context, List<GateResult> judged) {
        return decide(policy, context, judged, Relief.NONE);
    }

    /** The same, and what doesn't pass is waived where people have let it through; the decision holds no longer than what it was let through by. */
    public static Decision decide(Policy policy, ReleaseContext context, List<GateResult> judged, Relief relief) {
        Instant validUntil = context.at().plus(policy.validFor());
        List<GateResult> all = new ArrayList<>(judged);
        for (GateDefinition gate : policy.gates()) {
            all.add(judge(gate, policy, context));
        }
        List<GateResult> results = new ArrayList<>();
        for (GateResult gate : all) {
            Optional<Relief.Granted> granted = granted(gate, relief);
            if (granted.isPresent() && granted.get().until().isBefore(validUntil)) {
                validUntil = granted.get().until();
            }
            results.add(granted.map(by -> waived(gate, by)).orElse(gate));
        }
        return fold(
                new Demanded(policy.name(), policy.digest(), policy.waiverRequests()), context, validUntil, results);
    }

    /**
     * What gates come to that were judged elsewhere, without any policy.
     *
     * @param name what stands where the name of a policy would
     * @param digest over all that these gates demand
     */
    public static Decision decide(
            String name, Digest digest, Duration validFor, ReleaseContext context, List<GateResult> judged) {
        return fold(new Demanded(name, digest, List.of()), context, context.at().plus(validFor), judged);
    }

    private record Demanded(String name, Digest digest, List<WaiverRequest> waiverRequests) {}

    private static Decision fold(
            Demanded demanded, ReleaseContext context, Instant validUntil, List<GateResult> results) {
        return new Decision(
                demanded.name(),
                demanded.digest(),
                context.purpose(),
                context.destination(),
                context.at(),
                validUntil,
                results,
                context.baseline(),
                demanded.waiverRequests(),
                outcome(results),
                effect(results),
                explanation(results));
    }

    /** By what that gate is let through, which neither an advisory gate nor one that passes needs. */
    public static Optional<Relief.Granted> granted(GateResult gate, Relief relief) {
        return gate.advisory() || gate.verdict().kind().admits() ? Optional.empty() : relief.of(gate);
    }

    /** The same gate, let through; what it found stays in its criteria. */
    public static GateResult waived(GateResult gate, Relief.Granted by) {
        Grounds grounds = gate.verdict().grounds();
        Grounds now = new Grounds(
                grounds.observed(),
                grounds.required(),
                by.words() + " Without it, this gate " + gate.verdict().kind().words() + ": " + grounds.why(),
                grounds.provenance(),
                grounds.evidence());
        return new GateResult(
                gate.gate(), gate.criticality(), false, gate.criteria(), new Verdict.Waived(now, by.id()));
    }

    private static GateResult judge(GateDefinition gate, Policy policy, ReleaseContext context) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Criterion criterion : gate.criteria()) {
            verdicts.add(judge(gate.name(), criterion, policy, context));
        }
        Verdict worst = verdicts.stream()
                .min(Comparator.comparing(Verdict::kind))
                .orElseThrow(() -> new IllegalStateException("A gate has criteria"));
        return new GateResult(gate.name(), gate.criticality(), gate.advisory(), verdicts, worst);
    }

    private static Verdict judge(String gate, Criterion criterion, Policy policy, ReleaseContext context) {
        try {
            Evidence evidence = context.evidence();
            Observations observations = new Observations(
                    evidence,
                    new Comparand(evidence, context.baseline(), policy.baseline(), context.at()),
                    policy.scans());
            return criterion.fold(
                    threshold -> new ThresholdJudge(observations).judge(threshold),
                    expression -> new ConditionJudge(observations).judge(expression));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Judging gate " + gate + " by " + criterion.words() + " broke");
            String why = "A fault inside the evaluation kept this demand from being judged; the log has the details.";
            return new Verdict.Errored(new Grounds("", criterion.words(), why, Optional.empty(), List.of()));
        }
    }

    /** The worst verdict among the gates that decide; inconclusive when none does. */
    static Verdict.Kind outcome(List<GateResult> results) {
        return deciding(results).stream()
                .map(result -> result.verdict().kind())
                .min(Comparator.naturalOrder())
                .orElse(Verdict.Kind.INCONCLUSIVE);
    }

    /** What all gates that decide do together; without any, what an inconclusive gate of the highest criticality does. */
    static Effect effect(List<GateResult> results) {
        return deciding(results).stream()
                .map(GateResult::effect)
                .reduce(Effect::and)
                .orElseGet(() -> Effect.of(Verdict.Kind.INCONCLUSIVE, Criticality.FAILURE));
    }

    /** One sentence that names the gates in the way. */
    static String explanation(List<GateResult> results) {
        List<GateResult> deciding = deciding(results);
        if (deciding.isEmpty()) {
            return "No gate decides, so nothing can be concluded.";
        }
        List<GateResult> inTheWay = deciding.stream()
                .filter(result -> !result.verdict().kind().admits())
                .toList();
        if (!inTheWay.isEmpty()) {
            return "In the way: " + named(inTheWay) + ".";
        }
        List<GateResult> remarkable = deciding.stream()
                .filter(result -> result.verdict().kind() != Verdict.Kind.PASSED)
                .toList();
        String all = deciding.size() == 1
                ? "The one gate that decides lets it through"
                : "All " + deciding.size() + " gates that decide let it through";
        return all + (remarkable.isEmpty() ? "." : "; to be seen: " + named(remarkable) + ".");
    }

    private static String named(List<GateResult> results) {
        return results.stream()
                .map(result ->
                        "gate " + result.gate() + " " + result.verdict().kind().words())
                .collect(Collectors.joining(", "));
    }

    private static List<GateResult> deciding(List<GateResult> results) {
        return results.stream().filter(result -> !result.advisory()).toList();
    }
}
