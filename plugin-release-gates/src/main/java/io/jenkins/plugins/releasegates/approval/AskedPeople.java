package io.jenkins.plugins.releasegates.approval;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.ApprovalRule;
import io.jenkins.lib.releasegates.approval.ApprovalRule.OfNamed;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ApprovalReminded;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Whom a request for approval asks, for whoever tells them. Known are those whom the rule names, and the members of its groups: the owners' tables list
 * them, or Jenkins has seen them. Whom a rule asks by number alone, such as "2 distinct people", nobody can list.
 */
public final class AskedPeople {

    private static final Logger LOGGER = Logger.getLogger(AskedPeople.class.getName());

    /** Accounts that are looked at for groups of the realm. */
    private static final int MOST_ACCOUNTS = 500;

    private final Ledger ledger;
    private final KnownPeople people;

    /** By that record, with who is who now. */
    public AskedPeople(Ledger ledger, KnownPeople people) {
        this.ledger = ledger;
        this.people = people;
    }

    /**
     * Accounts of those whom an entry about a request is for. The question: who may answer it then. A reminder: who is missing still. An answer after which it
     * waits: whose turn it is only now. Its end: everybody whose turn it was.
     *
     * @param asked the entry that asks
     * @param job of the build that waits; empty where it is gone
     */
    public Set<String> of(TrailEntry asked, TrailEntry entry, Optional<Job<?, ?>> job) throws LedgerException {
        Optional<ApprovalRequest> request = job.flatMap(found -> request(found, asked));
        Optional<ApprovalRule> rule = request.map(known -> known.terms().rule());
        if (rule.isEmpty()) {
            rule = ledger.people(asked.seq())
                    .value(ApprovalAsked.RULE)
                    .flatMap(text -> ApprovalRule.read(text, new Issues("rule")));
        }
        if (rule.isEmpty()) {
            return Set.of();
        }
        Set<String> all = candidates(rule.get(), request);
        if (request.isEmpty()) {
            // What is kept of it has gone with its build: then nobody can answer any more, and all are told of its end.
            return all;
        }
        return ofThose(all, request.get(), entry);
    }

    private Set<String> candidates(ApprovalRule rule, Optional<ApprovalRequest> request) {
        Set<String> groups = new LinkedHashSet<>(rule.groups());
        request.flatMap(known -> known.exclusions().unknown().oneMoreOf()).ifPresent(groups::add);
        Set<String> all = new LinkedHashSet<>();
        rule.stages().stream()
                .flatMap(stage -> stage.demands().stream())
                .filter(OfNamed.class::isInstance)
                .forEach(demand -> all.addAll(((OfNamed) demand).accounts()));
        all.addAll(people.membersOf(groups, MOST_ACCOUNTS));
        return all;
    }

    private Set<String> ofThose(Set<String> all, ApprovalRequest request, TrailEntry entry) {
        List<Answer> given = request.answers().stream()
                .filter(answer -> !answer.at().isAfter(entry.at()))
                .toList();
        boolean waits = entry.body().path("status").asText().equals(Status.WAITING.name());
        if (entry.kind().equals(ApprovalAsked.KIND)) {
            return mayAnswer(all, request, List.of());
        }
        if (entry.kind().equals(ApprovalReminded.KIND)) {
            return mayAnswer(all, request, given);
        }
        List<Answer> before = given.subList(0, Math.max(0, given.size() - 1));
        if (entry.kind().equals(ApprovalAnswered.KIND) && waits) {
            Set<String> now = mayAnswer(all, request, given);
            now.removeAll(mayAnswer(all, request, before));
            return now;
        }
        Set<String> ever = new LinkedHashSet<>();
        for (int i = 0; i <= before.size(); i++) {
            ever.addAll(mayAnswer(all, request, given.subList(0, i)));
        }
        return ever;
    }

    /** Whose approval would be taken when these answers had been given, and no others. */
    private Set<String> mayAnswer(Set<String> all, ApprovalRequest request, List<Answer> given) {
        ApprovalRequest then = new ApprovalRequest(
                request.terms(),
                request.content(),
                request.exclusions(),
                request.askedAt(),
                given,
                Status.WAITING,
                Optional.empty());
        return all.stream()
                .filter(account -> then.objectionTo(
                                Answer.approve(account, then.content().digest(), "", then.askedAt()),
                                people.aliases(),
                                people)
                        .isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<ApprovalRequest> request(Job<?, ?> job, TrailEntry asked) {
        Run<?, ?> run = job.getBuildByNumber(asked.subject().path("number").asInt());
        ReleaseAuditAction audit = run == null ? null : run.getAction(ReleaseAuditAction.class);
        // Another job may be called so by now.
        if (run == null || audit == null || !audit.getBuildId().equals(asked.build())) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeptRequests.standing(ledger, run, asked).request());
        } catch (LedgerException e) {
            LOGGER.log(Level.FINE, e, () -> "Request " + asked.id() + " isn't kept");
            return Optional.empty();
        }
    }
}
