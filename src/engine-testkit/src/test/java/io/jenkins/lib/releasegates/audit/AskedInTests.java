package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Accepted;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Reply;
import io.jenkins.lib.releasegates.approval.ApprovalRule;
import io.jenkins.lib.releasegates.approval.ApprovalTerms;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.approval.ReasonRule;
import io.jenkins.lib.releasegates.audit.Approvals.Standing;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked.Changes;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Requests that are recorded in a ledger, as whoever asks and answers does it. */
record AskedInTests(Ledger ledger) {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Artifact SHIP = Releases.artifact("ship.jar");
    static final PersonAliases ALIASES = PersonAliases.of(List.of(), account -> account);

    /** alice and bob are in sre and in "on call"; carol is in neither. */
    static final Membership GROUPS = (account, group) ->
            Set.of("sre", "on call").contains(group) && Set.of("alice", "bob").contains(account);

    /** carol has written it, and somebody of "on call" would have to approve if anything weren't known. */
    static final Exclusions EXCLUSIONS = new Exclusions(
            Ground.ALL,
            UnknownAuthorship.oneMoreOf("on call"),
            List.of(new Involvement(Ground.CHANGED, IdentityKind.ACCOUNT, "carol", "commit 1a2b3c")),
            List.of());

    static Actor actor(String account) {
        return new Actor(account, account + " by name", Actor.Means.SESSION);
    }

    static ApprovalContent content(String changes) {
        return content(changes, List.of(SHIP));
    }

    private static ApprovalContent content(String changes, List<Artifact> artifacts) {
        Map<String, Digest> files = new TreeMap<>();
        artifacts.forEach(artifact -> files.put(artifact.name(), artifact.digest()));
        return new ApprovalContent(files, SHIP.digest(), ApprovalContent.changesOf(List.of(changes)), Map.of());
    }

    static ApprovalRequest request(String rule, Instant at) {
        return request(rule, content("c1"), at);
    }

    static ApprovalRequest about(String changes) {
        return request("2 of group sre", content(changes), NOW);
    }

    private static ApprovalRequest request(String rule, ApprovalContent content, Instant at) {
        ApprovalTerms terms = new ApprovalTerms(
                ApprovalRule.read(rule, new Issues("rule")).orElseThrow(),
                ReasonRule.NONE,
                Duration.ofHours(24),
                Optional.empty());
        return ApprovalRequest.ask(terms, content, EXCLUSIONS, at);
    }

    static ApprovalAsked event(String environment, ApprovalRequest request) {
        return event(environment, request, List.of(SHIP));
    }

    static ApprovalAsked event(String environment, ApprovalRequest request, List<Artifact> artifacts) {
        return new ApprovalAsked(
                environment,
                "0123456789abcdef/0",
                artifacts,
                request.content().digest(),
                new Changes(request.content().changes(), Optional.of("c0"), Optional.of("c1"), 1, true),
                request.deadline(),
                request.exclusions().enforced(),
                Map.of(Ground.CHANGED, 1),
                Set.of(Doubt.Kind.REPLAYED));
    }

    static Answer approval(ApprovalRequest request, String account) {
        return Answer.approve(
                account, request.content().digest(), "looks good, " + account + " says", NOW.plusSeconds(60));
    }

    /** Two of sre are asked about the artifact of build 1, or 2. */
    Standing ask(String build) throws LedgerException {
        return ask(build, "production", request("2 of group sre", NOW));
    }

    Standing ask(String build, String environment, ApprovalRequest request) throws LedgerException {
        int number = Integer.parseInt(build.substring("build-".length()));
        return ledger.approvals().ask(event(environment, request), request, Releases.build(number), actor("dave"));
    }

    /** The same about so many artifacts that an entry can't name them all. */
    Standing askAboutMany() throws LedgerException {
        List<Artifact> many = IntStream.range(0, 1_000)
                .mapToObj(i -> Releases.artifact("target/module-" + i + "/artifact.jar"))
                .toList();
        ApprovalRequest request = request("2 of group sre", content("c1", many), NOW);
        return ledger.approvals().ask(event("production", request, many), request, Releases.build(1), actor("dave"));
    }

    ApprovalRequest approved(Standing before, String account) {
        return accepted(before.request().answer(approval(before.request(), account), ALIASES, GROUPS));
    }

    Standing approve(Standing before, String account) throws LedgerException {
        return ledger.approvals().answered(before, approved(before, account), actor(account));
    }

    Standing reject(Standing before, String account) throws LedgerException {
        Answer answer =
                Answer.reject(account, before.request().content().digest(), "not on Fridays", NOW.plusSeconds(90));
        return answered(before, before.request().answer(answer, ALIASES, GROUPS));
    }

    /** Those who are missing are told again; the request is as before. */
    Standing remind(Standing before) throws LedgerException {
        ledger.approvals().reminded(before, actor(""), NOW.plusSeconds(30));
        return before;
    }

    Standing withdraw(Standing before, String account) throws LedgerException {
        return answered(before, before.request().withdraw(account, NOW.plusSeconds(75), ALIASES));
    }

    Standing answered(Standing before, Reply reply) throws LedgerException {
        ApprovalRequest now = accepted(reply);
        String account = now.answers().get(now.answers().size() - 1).account();
        return ledger.approvals().answered(before, now, actor(account));
    }

    Standing ended(Standing before, ApprovalRequest now) throws LedgerException {
        return ledger.approvals().ended(before, now, new Actor("", "", Actor.Means.TIMER));
    }

    private static ApprovalRequest accepted(Reply reply) {
        if (reply instanceof Accepted accepted) {
            return accepted.request();
        }
        throw new AssertionError(reply);
    }
}
