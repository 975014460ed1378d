package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Decided;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Gate;
import io.jenkins.lib.releasegates.report.compliance.PromotionReader.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is exceptional in one promotion. What is missing is an exception as well. */
final class PromotionChecks {

    /** How much earlier than the entry before an entry may say that it happened, without counting as recorded late. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private final LedgerLook look;
    private final Scope scope;
    private final Exceptions exceptions;
    private final ApprovalChecks approvals;
    private final WaiverChecks waivers;

    PromotionChecks(LedgerLook look, Scope scope, DepartureReader departures, Exceptions exceptions) {
        this.look = look;
        this.scope = scope;
        this.exceptions = exceptions;
        this.approvals = new ApprovalChecks(exceptions);
        this.waivers = new WaiverChecks(departures, exceptions);
    }

    void check(Told told) {
        TrailEntry started = told.started();
        told.faults().forEach(fault -> exceptions.of(started, Kind.RECORD_DAMAGED, started.id(), fault));
        if (told.promotion().artifacts().isEmpty()) {
            exceptions.of(started, Kind.NOT_ADMITTED, started.id(), "The record names no file that was promoted.");
        }
        told.decision()
                .ifPresentOrElse(
                        made -> decision(told, made),
                        () -> exceptions.of(
                                started,
                                Kind.DECISION_UNREADABLE,
                                started.id(),
                                "It names the decision '" + told.promotion().admittedBy()
                                        + "', which this record doesn't have, or not in full."));
        approvals.check(told);
        ending(told);
        repeated(told);
        people(told);
    }

    private void decision(Told told, DecisionReader.Read made) {
        TrailEntry started = told.started();
        Decided decided = made.decided();
        notAdmitted(told, made).forEach(words -> exceptions.of(started, Kind.NOT_ADMITTED, decided.entry(), words));
        if (decided.validUntil().isEmpty()) {
            exceptions.of(
                    started,
                    Kind.DECISION_UNREADABLE,
                    decided.entry(),
                    "It can't be told until when decision " + decided.entry() + " was valid.");
        } else if (started.at().isAfter(decided.validUntil().get())) {
            exceptions.of(
                    started,
                    Kind.AFTER_VALIDITY,
                    started.id(),
                    "It began at " + started.at() + ", and decision "
                            + decided.entry() + " was valid until "
                            + decided.validUntil().get() + ".");
        }
        told.promotion()
                .revocation()
                .ifPresent(revoked -> exceptions.of(
                        started,
                        revoked.seq() < started.seq() ? Kind.AFTER_REVOCATION : Kind.REVOKED_LATER,
                        revoked.entry(),
                        "Decision " + decided.entry() + " was revoked at " + revoked.at()
                                + (revoked.seq() < started.seq()
                                        ? ", before this began."
                                        : ", after this had begun.")));
        newer(told, made);
        decided.gates().forEach(gate -> gate(started, decided, gate));
        waivers.check(told, decided);
        evidence(told, decided);
    }

    /** Why the decision doesn't admit these files there, a sentence each. */
    private List<String> notAdmitted(Told told, DecisionReader.Read made) {
        List<String> why = new ArrayList<>();
        String id = made.entry().id();
        if (!made.decided().admits()) {
            why.add("Decision " + id + " doesn't admit: " + made.decided().explanation());
        }
        if (!made.body().path("purpose").asText().equals(Purpose.ADMISSION.name())) {
            why.add("Decision " + id + " is no admission to an environment.");
        } else if (!LedgerLook.environment(made.body()).equals(scope.environment())) {
            why.add("Decision " + id + " is about another environment.");
        }
        if (made.entry().seq() > told.started().seq()) {
            why.add("Decision " + id + " was made after this had begun.");
        }
        Set<String> decided = ApprovalReader.digests(look, made.entry());
        for (Artifact artifact : told.promotion().artifacts()) {
            if (!decided.contains(artifact.digest().toString())) {
                why.add("Decision " + id + " isn't about " + artifact.name() + " " + artifact.digest() + ".");
            }
        }
        for (Gate gate : made.decided().gates()) {
            if (!gate.advisory() && !admits(gate)) {
                why.add("Gate " + gate.name() + " of decision " + id + " says " + gate.verdict() + ".");
            }
        }
        if (made.decided().gates().isEmpty()) {
            why.add("Decision " + id + " has no gate.");
        }
        return why;
    }

    private static boolean admits(Gate gate) {
        return Arrays.stream(Verdict.Kind.values())
                .anyMatch(kind -> kind.admits() && kind.name().equals(gate.verdict()));
    }

    /** A later decision about one of the files counts instead of an earlier one. */
    private void newer(Told told, DecisionReader.Read made) {
        for (Artifact artifact : told.promotion().artifacts()) {
            LedgerQuery query = LedgerQuery.ALL
                    .ofEnvironment(scope.environment())
                    .ofArtifact(artifact.digest())
                    .ofKind(Event.DecisionMade.KIND);
            look.each(query, told.started().seq(), entry -> {
                if (!entry.body().path("purpose").asText().equals(Purpose.ADMISSION.name())) {
                    return true;
                }
                if (entry.seq() > made.entry().seq()
                        && !entry.body().at("/effect/admits").asBoolean(false)) {
                    exceptions.of(
                            told.started(),
                            Kind.NOT_ADMITTED,
                            entry.id(),
                            "Decision " + entry.id() + " refused " + artifact.name() + " after decision "
                                    + made.entry().id() + " had admitted it, and before this began.");
                }
                return false;
            });
        }
    }

    private void gate(TrailEntry started, Decided decided, Gate gate) {
        if (gate.advisory()
                || gate.verdict().equals(Verdict.Kind.NOT_APPLICABLE.name())
                || gate.verdict().equals(Verdict.Kind.WAIVED.name())) {
            return;
        }
        if (!gate.readable()) {
            exceptions.of(
                    started,
                    Kind.DECISION_UNREADABLE,
                    decided.entry(),
                    "How gate " + gate.name() + " of decision " + decided.entry()
                            + " was judged isn't kept, or doesn't fit.");
        } else if (gate.provenance().isEmpty()) {
            exceptions.of(
                    started,
                    Kind.NO_PROVENANCE,
                    decided.entry(),
                    "Nobody vouches for what gate " + gate.name() + " saw, which says " + gate.verdict() + ".");
        } else if (isWeak(gate.provenance().get())) {
            exceptions.of(
                    started,
                    Kind.WEAK_PROVENANCE,
                    decided.entry(),
                    "Gate " + gate.name() + " was judged by what the pipeline itself reported.");
        }
    }

    /** Whether whoever writes the pipeline can have written it; a word that isn't known here doesn't count for more. */
    private static boolean isWeak(String provenance) {
        return Arrays.stream(Provenance.values())
                .noneMatch(
                        known -> known.meets(Provenance.SCANNED) && known.id().equals(provenance));
    }

    private void evidence(Told told, Decided decided) {
        String name = "The evidence of decision " + decided.entry() + " is ";
        Promotion.Kept kept = told.promotion().evidence();
        Optional<Kind> kind = switch (kept) {
            case KEPT -> Optional.empty();
            case GONE -> Optional.of(Kind.EVIDENCE_GONE);
            case DAMAGED -> Optional.of(Kind.EVIDENCE_DAMAGED);
            case NOT_LOOKED_AT, UNKNOWN -> Optional.of(Kind.EVIDENCE_NOT_CHECKED);
        };
        kind.ifPresent(one -> exceptions.of(told.started(), one, decided.entry(), name + kept.words() + "."));
    }

    private void ending(Told told) {
        TrailEntry started = told.started();
        late(started, started);
        if (told.ended().isEmpty()) {
            exceptions.of(
                    started,
                    Kind.NOT_ENDED,
                    started.id(),
                    "No end of it is recorded: it still runs, or it was cut off and nobody has looked since.");
            return;
        }
        TrailEntry ended = told.ended().get();
        String outcome = ended.body().path("outcome").asText("?");
        late(started, ended);
        boolean known = Arrays.stream(DeploymentEnded.Outcome.values())
                .anyMatch(
                        one -> one != DeploymentEnded.Outcome.LOST && one.name().equals(outcome));
        if (!known) {
            exceptions.of(
                    started,
                    Kind.END_UNKNOWN,
                    ended.id(),
                    "It ended as " + outcome + ": nobody knows what was done to the environment.");
        }
        if (ended.at().isBefore(started.at()) || ended.seq() < started.seq()) {
            exceptions.of(
                    started,
                    Kind.RECORDED_LATE,
                    ended.id(),
                    "Its end, " + ended.at() + ", is before its beginning, " + started.at() + ".");
        }
    }

    private void late(TrailEntry promotion, TrailEntry entry) {
        Optional<Instant> before = look.entry(entry.seq() - 1).map(TrailEntry::at);
        if (before.isPresent() && entry.at().isBefore(before.get().minus(LATE))) {
            exceptions.of(
                    promotion,
                    Kind.RECORDED_LATE,
                    entry.id(),
                    "Entry " + entry.id() + " says " + entry.at() + ", and stands behind one of " + before.get()
                            + ": recorded late, or a clock went back.");
        }
    }

    private void repeated(Told told) {
        TrailEntry started = told.started();
        List<String> origins = new ArrayList<>(List.of(told.promotion().origin()));
        told.decision().ifPresent(made -> origins.add(made.decided().origin()));
        for (String origin : new TreeSet<>(origins)) {
            if (!origin.equals(Subject.Origin.ORDINARY.name())) {
                exceptions.of(
                        started,
                        Kind.REPEATED_BUILD,
                        started.id(),
                        "A build on the way is "
                                + (origin.isEmpty() ? "of unknown origin" : origin)
                                + ": its pipeline may not be the one that was committed, or stages of it were not run.");
            }
        }
    }

    private void people(Told told) {
        List<String> gone = new ArrayList<>();
        gone(gone, "who deployed", told.promotion().by());
        told.promotion().decision().ifPresent(made -> gone(gone, "who asked for the decision", made.by()));
        told.promotion().approvals().forEach(request -> {
            gone(gone, "who asked for approval", request.by());
            request.answers().forEach(answer -> gone(gone, "who answered in " + answer.entry(), answer.by()));
        });
        if (!gone.isEmpty()) {
            exceptions.of(
                    told.started(),
                    Kind.ERASED,
                    told.started().id(),
                    "It isn't kept any more " + String.join(", ", gone) + ".");
        }
    }

    private static void gone(List<String> gone, String what, Who who) {
        if (who.state() == Who.State.ERASED || who.state() == Who.State.UNKNOWN) {
            gone.add(what);
        }
    }

    /** Grounds that an owner can switch off. */
    static List<String> grounds() {
        return Arrays.stream(Ground.values()).map(Ground::name).toList();
    }

    /** What a doubt means; the word itself where it isn't known here. */
    static String doubt(String word) {
        return Arrays.stream(Doubt.Kind.values())
                .filter(kind -> kind.name().equals(word))
                .map(Doubt.Kind::words)
                .findFirst()
                .orElse(word);
    }
}
