package io.jenkins.lib.releasegates.environment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Destination;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.lib.releasegates.policy.Criticality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether people have approved what is to enter an environment, as a gate. Names nobody: the record of a verdict holds no persons. */
final class ApprovalGate {

    static final String NAME = "environment: approval";

    private static final String REQUIRED = "approved by the people whom the owner of this environment names";

    private ApprovalGate() {}

    /** What an approval of such a decision is about. Times change by themselves, so they are judged anew and not bound. */
    static ApprovalContent content(
            Destination destination, List<Artifact> artifacts, Decision decision, Digest evidence, Digest changes) {
        Map<String, Digest> files = new LinkedHashMap<>();
        artifacts.forEach(artifact -> files.put(artifact.name(), artifact.digest()));
        Map<String, ApprovalContent.Judged> gates = new LinkedHashMap<>();
        for (GateResult gate : decision.gates()) {
            boolean only = gate.advisory() && HealthDemand.isOne(gate.gate());
            if (!gate.gate().equals(NAME) && !gate.gate().equals(StandingGates.TIME) && !only) {
                gates.put(gate.gate(), judged(gate, evidence));
            }
        }
        return new ApprovalContent(files, policy(destination), changes, gates);
    }

    private static ApprovalContent.Judged judged(GateResult gate, Digest evidence) {
        Verdict verdict = gate.verdict();
        return new ApprovalContent.Judged(
                ApprovalContent.VerdictKind.valueOf(verdict.kind().name()),
                verdict instanceof Verdict.Waived waived ? Optional.of(waived.waiver()) : Optional.empty(),
                // What the service is found to be like changes from one look to the next; its verdicts are bound, and
                // may become better.
                gate.gate().startsWith(StandingGates.PREFIX) || HealthDemand.isOne(gate.gate())
                        ? Optional.empty()
                        : Optional.of(evidence));
    }

    /** The rules of the environment alone, or together with what the pipeline demands. */
    private static Digest policy(Destination destination) {
        if (destination.further().isEmpty()) {
            return destination.rules();
        }
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.put("rules", destination.rules().toString());
        both.put("further", destination.further().get().toString());
        return CanonicalJson.digest(both);
    }

    /** Nobody was asked so far. */
    static GateResult open() {
        return gate(
                Criticality.NOTE,
                Verdict.Kind.INCONCLUSIVE,
                "nobody was asked",
                "People have to approve it; releaseApproval and deployTo ask them.");
    }

    /** Whether it only waits for people; a request that has ended without them isn't waited for any more. */
    static boolean isOpen(GateResult gate) {
        return gate.gate().equals(NAME) && gate.criticality() == Criticality.NOTE;
    }

    /** By what was asked, as long as it is about this content. */
    static GateResult judge(AskedApproval asked, ApprovalContent content) {
        ApprovalRequest request = asked.request();
        List<String> changed = content.changesSince(request.content());
        String observed = "request " + asked.id() + ", " + request.status();
        if (request.status() == ApprovalRequest.Status.APPROVED && changed.isEmpty()) {
            return gate(Criticality.FAILURE, Verdict.Kind.PASSED, observed, "It was approved as it is now.");
        }
        if (request.status() == ApprovalRequest.Status.REJECTED) {
            return gate(Criticality.FAILURE, Verdict.Kind.FAILED, observed, "Somebody who was asked refused it.");
        }
        return changed.isEmpty() && request.status() == ApprovalRequest.Status.WAITING
                ? gate(
                        Criticality.NOTE,
                        Verdict.Kind.INCONCLUSIVE,
                        observed,
                        "Those who were asked haven't all approved.")
                : gate(
                        Criticality.FAILURE,
                        Verdict.Kind.INCONCLUSIVE,
                        observed,
                        changed.isEmpty()
                                ? "The request ended without an approval."
                                : "What was asked about has changed since: " + String.join("; ", changed) + ".");
    }

    private static GateResult gate(Criticality criticality, Verdict.Kind kind, String observed, String why) {
        Verdict verdict =
                Verdict.of(kind, new Grounds(observed, REQUIRED, why, Optional.of(Provenance.OBSERVED), List.of()));
        return new GateResult(NAME, criticality, false, List.of(verdict), verdict);
    }
}
