package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SuppressionChange;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Destination;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that the record says about one build, with what a check of it has just found. Every text in it may come from a report or a person, and is
 * hostile until it is escaped.
 *
 * @param build id of the build in the record
 * @param timeline all that happened, in its order; the gates of a decision stand there
 * @param decisions in their order
 * @param evidence what was recorded without being judged, in its order
 * @param check of these entries, made for this page
 */
public record AuditPage(
        String build, List<EventRow> timeline, List<Judgement> decisions, List<Recorded> evidence, RecordCheck check) {

    public AuditPage {
        timeline = List.copyOf(timeline);
        decisions = List.copyOf(decisions);
        evidence = List.copyOf(evidence);
    }

    /** What the ledger holds about the build of this id, see {@link Subject#build()}; without decisions and evidence when it holds nothing. */
    public static AuditPage of(Ledger ledger, String build, Instant now) throws LedgerException {
        List<String> faults = new ArrayList<>(ledger.damage());
        List<TrailEntry> entries = ledger.entriesOf(build, fault -> faults.add(String.valueOf(fault.getMessage())));
        return new AuditPageReader(ledger, entries, faults).read(build, now);
    }

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return decisions.isEmpty() && evidence.isEmpty() && check.entries() == 0 && check.intact();
    }

    /** The build as its last entry names it; empty when there is no entry. */
    public Optional<Origin> origin() {
        return decisions.isEmpty()
                ? evidence.stream().reduce((first, last) -> last).map(Recorded::origin)
                : Optional.of(decisions.get(decisions.size() - 1).origin());
    }

    /**
     * Where an entry comes from.
     *
     * @param record id of the entry
     * @param at when it was made
     * @param jobName full name of the job at that moment
     * @param number of the build; 0 outside Jenkins
     * @param kind how the build came to be
     */
    public record Origin(
            String record,
            Instant at,
            Digest hash,
            String jobName,
            int number,
            Optional<String> branch,
            Optional<String> targetBranch,
            Optional<String> revision,
            Subject.Origin kind,
            Optional<String> title) {}

    /**
     * Who acted.
     *
     * @param id empty after it was erased
     * @param name empty after it was erased
     */
    public record Person(Optional<String> id, Optional<String> name, Actor.Means means) {}

    /**
     * A decision.
     *
     * @param destination the environment that it is for
     * @param revoked the event that took it back; empty when none did
     * @param artifacts what was decided about
     * @param suppressions what has changed among them since the run that it was compared with; empty where there is nothing to tell
     * @param reports what was read for it
     * @param waivers requests of the policy file; none of them admits anything
     */
    public record Judgement(
            Origin origin,
            Person actor,
            String policyName,
            Digest policyDigest,
            Purpose purpose,
            Optional<Destination> destination,
            Instant validUntil,
            Verdict.Kind outcome,
            Effect effect,
            String explanation,
            Optional<EventRow> revoked,
            List<Artifact> artifacts,
            Compared baseline,
            Optional<SuppressionChange> suppressions,
            List<GateResult> gates,
            Digest evidence,
            List<Report> reports,
            List<Waiver> waivers) {

        public Judgement {
            artifacts = List.copyOf(artifacts);
            gates = List.copyOf(gates);
            reports = List.copyOf(reports);
            waivers = List.copyOf(waivers);
        }
    }

    /** What the build was compared with. */
    public record Compared(Baseline.Source source, Optional<String> record, Optional<Instant> at, String words) {}

    /**
     * A request in the policy file that a gate be waived.
     *
     * @param owner empty after it was erased
     * @param reason empty after it was erased
     */
    public record Waiver(
            String gate, LocalDate expires, Optional<String> owner, Optional<String> reason, Optional<String> ticket) {}

    /** Evidence that nobody judged by itself. */
    public record Recorded(
            Origin origin,
            Person actor,
            Digest evidence,
            List<Report> reports,
            int measurements,
            int findings,
            int problems) {

        public Recorded {
            reports = List.copyOf(reports);
        }
    }
}
