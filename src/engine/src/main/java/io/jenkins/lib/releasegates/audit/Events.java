package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.SuppressionChange;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.WaiverRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The events that evidence and decisions become. */
final class Events {

    private Events() {}

    /** Of evidence and the blob that it is kept in. */
    static Event.EvidenceRecorded evidenceRecorded(Evidence evidence, EvidenceBlobs.Stored stored, boolean judged) {
        List<Report> reports = evidence.reports();
        return new Event.EvidenceRecorded(
                stored.name(),
                stored.bytes(),
                reports,
                evidence.measurements().size(),
                (int) evidence.identities().values().stream()
                        .filter(brief -> !brief.suppressed())
                        .count(),
                evidence.problems().size(),
                evidence.observed().size(),
                judged);
    }

    /** Of a decision, what it was made from, and the name of its evidence. */
    static Event.DecisionMade decisionMade(Decision decision, ReleaseContext context, Digest evidence) {
        Baseline baseline = decision.baseline();
        return new Event.DecisionMade(
                decision.policyName(),
                decision.policyDigest(),
                decision.purpose(),
                decision.destination(),
                decision.validUntil(),
                decision.outcome(),
                decision.effect(),
                decision.explanation(),
                context.artifacts(),
                evidence,
                baseline.source(),
                baseline.record(),
                baseline.at(),
                baseline.words(),
                baseline.reference(),
                suppressions(baseline, context.evidence()),
                decision.gates().stream()
                        .map(gate -> new Event.DecisionMade.GateLine(
                                gate.gate(),
                                gate.verdict().kind(),
                                gate.criticality(),
                                gate.advisory(),
                                gate.verdict() instanceof Verdict.Waived waived
                                        ? Optional.of(waived.waiver())
                                        : Optional.empty()))
                        .toList(),
                decision.waiverRequests().stream()
                        .map(waiver -> new Event.DecisionMade.WaiverAsked(waiver.gate(), waiver.expires()))
                        .toList());
    }

    /** Where neither run suppresses anything there is nothing to tell. */
    private static Optional<SuppressionChange> suppressions(Baseline baseline, Evidence evidence) {
        if (baseline.evidence().isEmpty()
                || baseline.record().isEmpty()
                || !evidence.suppresses() && !baseline.evidence().get().suppresses()) {
            return Optional.empty();
        }
        return Optional.of(SuppressionChange.between(
                baseline.evidence().get(), baseline.record().get(), evidence));
    }

    /** What persons have typed, by the field of the commitment to it. */
    static Map<String, String> typed(List<WaiverRequest> waivers) {
        Map<String, String> typed = new TreeMap<>();
        for (int i = 0; i < waivers.size(); i++) {
            String waiver = "waiverRequests." + i + ".";
            typed.put(waiver + "owner", waivers.get(i).owner());
            typed.put(waiver + "reason", waivers.get(i).reason());
            waivers.get(i).ticket().ifPresent(ticket -> typed.put(waiver + "ticket", ticket));
        }
        return typed;
    }
}
