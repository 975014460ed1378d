package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.note.KeyRotation;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Destination;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What an entry tells, typed: one record per kind, each with its form as the body of an entry.
 *
 * <p>A body holds no name, address or text that a person typed; those go into {@link People}. What a new kind costs is listed in
 * docs/formats/trail.md.
 */
public sealed interface Event
        permits Event.EvidenceRecorded,
                Event.GateJudged,
                Event.DecisionMade,
                Event.KeyRotated,
                DecisionRevoked,
                ConfigurationChanged,
                SubjectChanged,
                DeploymentStarted,
                DeploymentEnded,
                ApprovalAsked,
                ApprovalAnswered,
                ApprovalEnded,
                ApprovalReminded,
                ExemptionAsked,
                ExemptionAnswered,
                BreakGlassReviewed,
                InputAnswered,
                ReadinessRecorded,
                Erased {

    /** The kind as it stands in the entry. */
    String kind();

    /** The body as it stands in the entry, without commitments. */
    ObjectNode body();

    /** Reads an entry's body; empty when its kind is not known here, or when the body was cut or isn't well-formed. */
    static Optional<Event> of(TrailEntry entry) {
        return of(entry.kind(), entry.body());
    }

    /** All kinds that this version knows, sorted. */
    static List<String> kinds() {
        return EventJson.KINDS.stream().sorted().toList();
    }

    /** Whether this version knows events of that kind; a later one may know more. */
    static boolean isKnown(String kind) {
        return EventJson.KINDS.contains(kind);
    }

    /** Reads what a cut body still says: texts and lists end early. */
    static Optional<Event> ofBeginning(TrailEntry entry) {
        return EventJson.readBeginning(entry.kind(), entry.body());
    }

    /** Reads a body that lies beside its entry. */
    static Optional<Event> of(String kind, ObjectNode body) {
        return EventJson.read(kind, body);
    }

    /**
     * Evidence was stored and can be judged.
     *
     * @param evidence name of the blob
     * @param storedBytes its size as stored
     * @param reports the files it was read from
     * @param measurements how many
     * @param findings how many identities
     * @param problems how many things could not be read
     * @param observed how many answers of the running service
     * @param judged whether it was recorded to be judged at once, so that a decision follows
     */
    record EvidenceRecorded(
            Digest evidence,
            long storedBytes,
            List<Report> reports,
            int measurements,
            int findings,
            int problems,
            int observed,
            boolean judged)
            implements Event {

        public static final String KIND = "evidence-recorded";

        public EvidenceRecorded {
            reports = List.copyOf(reports);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public ObjectNode body() {
            return EventJson.body(this);
        }
    }

    /** One gate was judged. */
    record GateJudged(GateResult result) implements Event {

        public static final String KIND = "gate-judged";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public ObjectNode body() {
            return EventJson.body(this);
        }
    }

    /**
     * The verdicts were folded into a decision; its gates stand in the entries right before.
     *
     * @param artifacts what was decided about
     * @param evidence name of the blob that was judged
     * @param baselineSource how the baseline was found
     * @param baselineRecord id of the evidence that was the baseline
     * @param baselineAt when that was recorded
     * @param baselineWords the same as a sentence
     * @param baselineReference the name it was found by, or that a bootstrap was spent on
     * @param destination the environment that it is for
     * @param suppressions what has changed among them since that run; empty where there is nothing to compare with
     * @param gates every gate in one line each
     * @param waiverRequests asked for in the policy file, without owner, reason and ticket, which lie in {@link People}
     */
    record DecisionMade(
            String policyName,
            Digest policyDigest,
            Purpose purpose,
            Optional<Destination> destination,
            Instant validUntil,
            Verdict.Kind outcome,
            Effect effect,
            String explanation,
            List<Artifact> artifacts,
            Digest evidence,
            Baseline.Source baselineSource,
            Optional<String> baselineRecord,
            Optional<Instant> baselineAt,
            String baselineWords,
            Optional<String> baselineReference,
            Optional<SuppressionChange> suppressions,
            List<GateLine> gates,
            List<WaiverAsked> waiverRequests)
            implements Event {

        public static final String KIND = "decision-made";

        public DecisionMade {
            artifacts = List.copyOf(artifacts);
            gates = List.copyOf(gates);
            waiverRequests = List.copyOf(waiverRequests);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public ObjectNode body() {
            return EventJson.body(this);
        }

        /**
         * A gate of a decision; its grounds are in its own entry.
         *
         * @param waiver id of the entry that asked for what it was let through by; only where it is waived
         */
        public record GateLine(
                String gate, Verdict.Kind verdict, Criticality criticality, boolean advisory, Optional<String> waiver) {

            /** The gate as this line alone tells it, for when its own entry can't be read any more. */
            public GateResult withoutGrounds() {
                Grounds grounds = new Grounds("", "", "Its details aren't kept any more.", Optional.empty(), List.of());
                Verdict known = verdict == Verdict.Kind.WAIVED
                        ? new Verdict.Waived(grounds, waiver.orElse(""))
                        : Verdict.of(verdict, grounds);
                return new GateResult(gate, criticality, advisory, List.of(known), known);
            }
        }

        /** A waiver that somebody asks for in the policy file. */
        public record WaiverAsked(String gate, LocalDate expires) {}
    }

    /** The log is signed by another key from here on; the first one of a log is such a rotation too. */
    record KeyRotated(KeyRotation rotation) implements Event {

        public static final String KIND = "key-rotated";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public ObjectNode body() {
            return EventJson.body(this);
        }
    }
}
