package io.jenkins.plugins.releasegates.approval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import io.jenkins.plugins.releasegates.people.PasswordCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people see of a request; all texts are hostile and escaped by the page. */
public final class ApprovalView {

    private static final int MAX_SHOWN = 50;

    private final String problem;
    private final String url;
    private final @Nullable ApprovalAsked asked;
    private final Approvals.@Nullable Standing standing;
    private final List<GateResult> gates;
    private final List<String> missing;
    private final String objection;
    private final boolean approvedByMe;

    private ApprovalView(
            String problem,
            String url,
            @Nullable ApprovalAsked asked,
            Approvals.@Nullable Standing standing,
            List<GateResult> gates,
            List<String> missing,
            String objection,
            boolean approvedByMe) {
        this.problem = problem;
        this.url = url;
        this.asked = asked;
        this.standing = standing;
        this.gates = List.copyOf(gates);
        this.missing = List.copyOf(missing);
        this.objection = objection;
        this.approvedByMe = approvedByMe;
    }

    static ApprovalView unreadable(String why) {
        return new ApprovalView(why, "", null, null, List.of(), List.of(), "", false);
    }

    static ApprovalView of(Ledger ledger, Run<?, ?> run, TrailEntry entry) {
        try {
            Approvals.Standing standing = ApprovalDesk.standing(run, entry);
            ApprovalRequest request = standing.request();
            KnownPeople people = EnvironmentConfiguration.get().knownPeople();
            Optional<String> account = ApprovalDesk.currentAccount();
            ApprovalAsked asked = ledger.approvals().asked(entry);
            return new ApprovalView(
                    "",
                    run.getUrl() + "release-approval/",
                    asked,
                    standing,
                    gates(ledger, entry, asked.decision()),
                    request.missing(people.aliases(), people),
                    objection(run, request, account, people),
                    account.isPresent() && request.hasApproved(account.get(), people.aliases()));
        } catch (LedgerException e) {
            return unreadable(Messages.ApprovalView_Unreadable(entry.id(), String.valueOf(e.getMessage())));
        }
    }

    private static String objection(
            Run<?, ?> run, ApprovalRequest request, Optional<String> account, KnownPeople people) {
        if (request.status() != Status.WAITING) {
            return "";
        }
        Optional<String> trouble = request.terms().reauthenticate() ? PasswordCheck.trouble() : Optional.empty();
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (account.isEmpty()) {
            return Messages.ApprovalAction_NobodyInParticular();
        }
        if (!ReleaseGates.may(run, ReleaseGates.APPROVE)) {
            return Messages.ApprovalAction_NoPermission();
        }
        Answer approval = Answer.approve(account.get(), request.content().digest(), "", ApprovalDesk.now());
        return request.objectionTo(approval, people.aliases(), people).orElse("");
    }

    /** How the gates were judged that the request is about, as the record has it. */
    private static List<GateResult> gates(Ledger ledger, TrailEntry asked, String decision) throws LedgerException {
        List<GateResult> gates = new ArrayList<>();
        for (TrailEntry entry : ledger.entriesOf(asked.build())) {
            Event event = ledger.event(entry).orElse(null);
            if (event instanceof Event.EvidenceRecorded) {
                gates.clear();
            } else if (event instanceof Event.GateJudged judged) {
                gates.add(judged.result());
            } else if (entry.id().equals(decision)) {
                return gates;
            }
        }
        return List.of();
    }

    /** Why it can't be shown; empty when it can. */
    public String getProblem() {
        return problem;
    }

    public boolean isWaiting() {
        return standing != null && standing.request().status() == Status.WAITING;
    }

    public String getId() {
        return standing == null ? "" : standing.id();
    }

    /** Of the page, from the root of this Jenkins. */
    public String getUrl() {
        return url;
    }

    /** Tells it from others on the page. */
    public String getNumber() {
        return getId().substring(getId().indexOf('/') + 1);
    }

    public String getEnvironment() {
        return asked == null ? "" : asked.environment();
    }

    /** How it stands, as a sentence. */
    public String getStatus() {
        if (standing == null) {
            return "";
        }
        ApprovalRequest request = standing.request();
        return switch (request.status()) {
            case WAITING -> Messages.ApprovalView_Waiting(Texts.time(request.deadline()));
            case APPROVED -> Messages.ApprovalView_Approved(ending());
            case REJECTED -> Messages.ApprovalView_Rejected(ending());
            case TIMED_OUT, SUPERSEDED, ABORTED, STALE -> Messages.ApprovalView_Ended(ending());
        };
    }

    private String ending() {
        return standing == null
                ? ""
                : standing.request()
                        .ending()
                        .map(ending -> Texts.time(ending.at()) + ". " + ending.words())
                        .orElse("");
    }

    /** The word for programs and styles. */
    public String getStatusWord() {
        return standing == null ? "UNREADABLE" : standing.request().status().name();
    }

    public String getRule() {
        return standing == null ? "" : standing.request().terms().rule().words();
    }

    /** Digest of what an approval is about. */
    public String getContent() {
        return standing == null ? "" : standing.request().content().digest().toString();
    }

    public boolean isReasonMandatory() {
        return standing != null && standing.request().terms().reason().mandatory();
    }

    /** Whether an approval or refusal needs the password. */
    public boolean isReauthenticate() {
        return standing != null && standing.request().terms().reauthenticate();
    }

    public String getTicket() {
        return standing == null
                ? ""
                : standing.request().terms().reason().ticket().orElse("");
    }

    /** Who is missing, a line each. */
    public List<String> getMissing() {
        return missing;
    }

    /** Why the one who looks can't answer; empty when they can. */
    public String getObjection() {
        return objection;
    }

    /** Whether the one who looks may answer. */
    public boolean isAnswerable() {
        return isWaiting() && objection.isEmpty();
    }

    /** Whether the one who looks has approved, and may take that back. */
    public boolean isWithdrawable() {
        return isWaiting() && approvedByMe;
    }

    /** The files, each with its digest. */
    public List<Map<String, String>> getArtifacts() {
        List<Map<String, String>> rows = new ArrayList<>();
        if (asked != null) {
            asked.artifacts()
                    .forEach(artifact -> rows.add(Map.of(
                            "name", artifact.name(), "digest", artifact.digest().toString())));
        }
        return rows;
    }

    /** What goes there with it, as a sentence. */
    public String getChanges() {
        if (asked == null) {
            return "";
        }
        ApprovalAsked.Changes changes = asked.changes();
        String from = changes.from().orElse(Messages.ApprovalView_Nothing());
        String to = changes.to().orElse(Messages.ApprovalView_Unknown());
        String words = changes.complete()
                ? Messages.ApprovalView_Changes(changes.commits(), from, to)
                : Messages.ApprovalView_ChangesIncomplete(changes.commits(), from, to);
        return words
                + changes.verified()
                        .map(verified -> Messages.ApprovalView_ByVerified(verified))
                        .orElse("");
    }

    /** Why no signature could be looked at although somebody's would count; empty where they were. */
    public String getUnchecked() {
        return standing == null
                ? ""
                : standing.request()
                        .exclusions()
                        .unchecked()
                        .map(Messages::ApprovalView_Unchecked)
                        .orElse("");
    }

    /** Who had a part in it, and so may not answer where the owner hasn't switched that off. */
    public List<String> getInvolved() {
        List<String> lines = new ArrayList<>();
        if (standing == null) {
            return lines;
        }
        List<Involvement> all = standing.request().exclusions().involved();
        PersonAliases aliases = EnvironmentConfiguration.get().knownPeople().aliases();
        for (Involvement involvement : all.subList(0, Math.min(MAX_SHOWN, all.size()))) {
            boolean enforced = standing.request().exclusions().enforced().contains(involvement.ground());
            lines.add(involvement.identity() + standing(involvement, aliases)
                    + " " + involvement.ground().words()
                    + (involvement.detail().isEmpty() ? "" : " (" + involvement.detail() + ")")
                    + (enforced ? "" : Messages.ApprovalView_MayAnswer()));
        }
        if (all.size() > MAX_SHOWN) {
            lines.add(Messages.ApprovalView_More(all.size() - MAX_SHOWN));
        }
        return lines;
    }

    /** Whether a signature shows them, where only a commit names them. */
    private static String standing(Involvement involvement, PersonAliases aliases) {
        if (!isAuthor(involvement)) {
            return "";
        }
        return involvement.isVerified(aliases)
                ? Messages.ApprovalView_VerifiedAuthor()
                : Messages.ApprovalView_ClaimedAuthor();
    }

    private static boolean isAuthor(Involvement involvement) {
        return involvement.ground() == Ground.CHANGED;
    }

    /** What isn't known of who had a part in it. */
    public List<String> getUnknowns() {
        return standing == null
                ? List.of()
                : standing.request()
                        .exclusions()
                        .unknowns(EnvironmentConfiguration.get().knownPeople().aliases());
    }

    /** How each gate was judged. */
    public List<Map<String, String>> getGates() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (GateResult gate : gates) {
            if (Admissions.isApproval(gate)) {
                // What is asked here.
                continue;
            }
            Map<String, String> row = new LinkedHashMap<>();
            row.put("gate", gate.gate());
            row.put("verdict", gate.verdict().kind().name());
            row.put("why", gate.verdict().grounds().why());
            row.put(
                    "provenance",
                    gate.verdict().grounds().provenance().map(by -> by.words()).orElse(""));
            rows.add(row);
        }
        return rows;
    }

    /** What was answered. */
    public List<Map<String, String>> getAnswers() {
        List<Map<String, String>> rows = new ArrayList<>();
        if (standing != null) {
            for (Answer answer : standing.request().answers()) {
                rows.add(Map.of(
                        "who", answer.account(),
                        "what", words(answer.kind()),
                        "at", Texts.time(answer.at()),
                        "reason", answer.reason(),
                        "password", answer.reauthenticated() ? Messages.ApprovalView_Password() : ""));
            }
        }
        return rows;
    }

    private static String words(Answer.Kind kind) {
        return switch (kind) {
            case APPROVE -> Messages.ApprovalView_Approve();
            case REJECT -> Messages.ApprovalView_Reject();
            case WITHDRAW -> Messages.ApprovalView_Withdraw();
        };
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (standing == null || asked == null) {
            return json.put("problem", problem);
        }
        json.put("request", getId()).put("environment", getEnvironment()).put("status", getStatusWord());
        json.put("deadline", standing.request().deadline().toString());
        json.put("content", getContent()).put("decision", asked.decision()).put("rule", getRule());
        rows(json, "artifacts", getArtifacts());
        ObjectNode changes = json.putObject("changes");
        asked.changes().from().ifPresent(from -> changes.put("from", from));
        asked.changes().to().ifPresent(to -> changes.put("to", to));
        changes.put("commits", asked.changes().commits())
                .put("complete", asked.changes().complete());
        asked.changes().verified().ifPresent(verified -> changes.put("verified", verified));
        authors(changes.putArray("authors"));
        rows(json, "gates", getGates());
        rows(json, "answers", getAnswers());
        ArrayNode lines = json.putArray("missing");
        missing.forEach(lines::add);
        json.put("reauthenticate", isReauthenticate());
        return json.put("mayAnswer", isAnswerable()).put("objection", objection);
    }

    private void authors(ArrayNode list) {
        PersonAliases aliases = EnvironmentConfiguration.get().knownPeople().aliases();
        if (standing != null) {
            standing.request().exclusions().involved().stream()
                    .filter(ApprovalView::isAuthor)
                    .limit(MAX_SHOWN)
                    .forEach(author -> list.addObject()
                            .put("who", author.identity())
                            .put("known", author.isVerified(aliases) ? "verified" : "claimed")
                            .put("commit", author.detail()));
        }
    }

    private static void rows(ObjectNode json, String name, List<Map<String, String>> rows) {
        ArrayNode list = json.putArray(name);
        for (Map<String, String> row : rows) {
            ObjectNode object = list.addObject();
            row.forEach(object::put);
        }
    }
}
