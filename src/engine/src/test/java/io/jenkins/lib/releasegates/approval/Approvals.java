package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.approval.ApprovalContent.Judged;
import io.jenkins.lib.releasegates.approval.ApprovalContent.VerdictKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.document.Issues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the tests of approvals are made of. */
final class Approvals {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration TIMEOUT = Duration.ofHours(24);
    static final Exclusions NOBODY = exclusions(UnknownAuthorship.BLOCK, List.of());
    static final ApprovalContent CONTENT = content(VerdictKind.WARNING);

    /** alice is also al, and commits as two; bob commits as one; carol and dave commit nowhere. */
    static final PersonAliases ALIASES = PersonAliases.of(
            List.of(
                    new PersonAliases.Row("alice", Set.of("al"), Set.of("alice@example.org", "a@home.example")),
                    new PersonAliases.Row("bob", Set.of(), Set.of("bob@example.org"))),
            account -> account.toLowerCase(Locale.ROOT));

    /** alice and al: sre; bob: sre and security; carol: security; dave: audit. */
    static final Membership GROUPS = (account, group) -> Map.of(
                    "sre", Set.of("alice", "al", "bob"), "security", Set.of("bob", "carol"), "audit", Set.of("dave"))
            .getOrDefault(group, Set.of())
            .contains(account.toLowerCase(Locale.ROOT));

    private Approvals() {}

    static ApprovalRule rule(String words) {
        Issues issues = new Issues("rule");
        return ApprovalRule.read(words, issues).orElseThrow(() -> new AssertionError(words + ": " + issues.inOrder()));
    }

    static ApprovalTerms terms(String rule) {
        return new ApprovalTerms(rule(rule), ReasonRule.NONE, TIMEOUT, Optional.empty());
    }

    static ApprovalRequest ask(String rule) {
        return ask(rule, NOBODY);
    }

    static ApprovalRequest ask(String rule, Exclusions exclusions) {
        return ApprovalRequest.ask(terms(rule), CONTENT, exclusions, NOW);
    }

    static Answer approval(String account) {
        return Answer.approve(account, CONTENT.digest(), "", NOW.plusSeconds(60));
    }

    static Answer rejection(String account) {
        return Answer.reject(account, CONTENT.digest(), "", NOW.plusSeconds(60));
    }

    static ApprovalRequest.Reply reply(ApprovalRequest request, Answer answer) {
        return request.answer(answer, ALIASES, GROUPS);
    }

    /** The request with the approvals of these, each of which has to be accepted. */
    static ApprovalRequest approvedBy(ApprovalRequest request, String... accounts) {
        ApprovalRequest now = request;
        for (String account : accounts) {
            now = accepted(reply(now, approval(account)));
        }
        return now;
    }

    static ApprovalRequest accepted(ApprovalRequest.Reply reply) {
        if (reply instanceof ApprovalRequest.Refused refused) {
            throw new AssertionError(refused.why());
        }
        return reply.request();
    }

    /** The sentence; empty when the answer was accepted. */
    static String why(ApprovalRequest.Reply reply) {
        return reply instanceof ApprovalRequest.Refused refused ? refused.why() : "";
    }

    static Exclusions exclusions(UnknownAuthorship unknown, List<Doubt> doubts, Involvement... involved) {
        return new Exclusions(Ground.ALL, unknown, List.of(involved), doubts);
    }

    static Involvement author(String email) {
        return new Involvement(Ground.CHANGED, IdentityKind.EMAIL, email, "commit 1a2b3c");
    }

    static ApprovalContent content(VerdictKind verdict) {
        return content(new Judged(verdict, Optional.empty(), Optional.of(digest("report"))));
    }

    static ApprovalContent content(Judged judged) {
        return new ApprovalContent(
                Map.of("app.jar", digest("app")),
                digest("policy"),
                ApprovalContent.changesOf(List.of("c1", "c2")),
                Map.of("unit tests", judged));
    }

    static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
