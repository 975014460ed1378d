package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.entry.DecisionRevoked;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Approval;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Changes;
import io.jenkins.lib.releasegates.report.compliance.Promotion.End;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Kept;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Revocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one promotion with all that belongs to it, checks the entries that tell it, and has it judged. */
final class PromotionReader {

    private final LedgerLook look;
    private final Scope scope;
    private final CheckedEntries checked;
    private final DecisionReader decisions;
    private final ApprovalReader approvals;
    private final InputReader inputs;
    private final PromotionChecks checks;

    PromotionReader(
            LedgerLook look, Scope scope, CheckedEntries checked, DepartureReader departures, Exceptions exceptions) {
        this.look = look;
        this.scope = scope;
        this.checked = checked;
        this.decisions = new DecisionReader(look);
        this.approvals = new ApprovalReader(look);
        this.inputs = new InputReader(look);
        this.checks = new PromotionChecks(look, scope, departures, exceptions);
    }

    /**
     * All that tells one promotion.
     *
     * @param starters accounts that started a build on the way, whether they may be shown or not
     * @param faults what is wrong with these entries
     */
    record Told(
            TrailEntry started,
            Promotion promotion,
            Optional<TrailEntry> ended,
            Optional<DecisionReader.Read> decision,
            List<ApprovalReader.Read> requests,
            Set<String> starters,
            List<String> faults) {}

    /**
     * Reads it.
     *
     * @param ended the entry that says how it ended, where that was found on the way
     */
    Promotion read(TrailEntry started, Optional<TrailEntry> ended) {
        Optional<TrailEntry> end = ended.or(() -> endOf(started));
        String admittedBy = started.body().path("decision").asText("");
        Optional<DecisionReader.Read> decision = decisions.read(admittedBy);
        List<ApprovalReader.Read> requests = decision.map(made ->
                        approvals.read(made.entry(), scope.environment(), ApprovalReader.digests(look, made.entry())))
                .orElse(List.of());
        Optional<TrailEntry> revoked = look.revocationOf(admittedBy);
        Set<String> starters = new HashSet<>();
        look.account(started).ifPresent(starters::add);
        decision.flatMap(made -> look.account(made.entry())).ifPresent(starters::add);
        List<TrailEntry> answered = inputs.read(started, decision);
        List<TrailEntry> all = entries(started, end, decision, requests, revoked);
        all.addAll(answered);
        List<String> faults = checked.check(all);
        Promotion promotion = promotion(started, end, decision, requests, answered, revoked);
        checks.check(new Told(started, promotion, end, decision, requests, starters, faults));
        return promotion;
    }

    private static List<TrailEntry> entries(
            TrailEntry started,
            Optional<TrailEntry> end,
            Optional<DecisionReader.Read> decision,
            List<ApprovalReader.Read> requests,
            Optional<TrailEntry> revoked) {
        List<TrailEntry> entries = new ArrayList<>();
        decision.ifPresent(made -> entries.addAll(made.entries()));
        requests.forEach(request -> entries.addAll(request.entries()));
        entries.add(started);
        end.ifPresent(entries::add);
        revoked.ifPresent(entries::add);
        return entries;
    }

    private Promotion promotion(
            TrailEntry started,
            Optional<TrailEntry> end,
            Optional<DecisionReader.Read> decision,
            List<ApprovalReader.Read> requests,
            List<TrailEntry> answered,
            Optional<TrailEntry> revoked) {
        JsonNode subject = started.subject();
        List<Approval> asked =
                requests.stream().map(ApprovalReader.Read::approval).toList();
        Optional<Changes> changes = requests.isEmpty()
                ? Optional.empty()
                : requests.get(requests.size() - 1).changes();
        return new Promotion(
                started.id(),
                started.seq(),
                started.at(),
                started.at().isBefore(scope.from()),
                subject.path("job").asText(),
                subject.path("jobName").asText(),
                started.build(),
                subject.path("number").asInt(),
                LedgerLook.text(subject, "branch"),
                LedgerLook.text(subject, "revision"),
                subject.path("origin").asText(),
                look.who(started),
                look.artifacts(started),
                end.map(entry -> new End(
                        entry.id(), entry.at(), entry.body().path("outcome").asText("?"))),
                started.body().path("decision").asText(""),
                decision.map(DecisionReader.Read::decided),
                changes,
                asked,
                answered.stream().map(inputs::input).toList(),
                revoked.map(this::revocation),
                decision.map(made -> made.decided().gates().stream()
                                .flatMap(gate -> gate.waiver().stream())
                                .distinct()
                                .toList())
                        .orElse(List.of()),
                decision.map(DecisionReader.Read::evidence).orElse(Kept.UNKNOWN));
    }

    private Revocation revocation(TrailEntry entry) {
        return new Revocation(
                entry.id(), entry.seq(), entry.at(), look.who(entry), look.typed(entry, DecisionRevoked.REASON));
    }

    private Optional<TrailEntry> endOf(TrailEntry started) {
        return look.entriesOf(started.build()).stream()
                .filter(entry -> entry.kind().equals(DeploymentEnded.KIND)
                        && entry.body().path("deployment").asText().equals(started.id()))
                .findFirst();
    }
}
