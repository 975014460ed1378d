package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.approval.ApprovalRule;
import io.jenkins.lib.releasegates.approval.ApprovalTerms;
import io.jenkins.lib.releasegates.approval.Exclusions.AuthorProof;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.ReasonRule;
import io.jenkins.lib.releasegates.authorship.TrustedSigners;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import io.jenkins.lib.releasegates.policy.document.OwnersDuration;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what an owner wrote about approvals; all that is wrong goes into the issues of the environment. */
final class ApprovalReader {

    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int MAX_REPOSITORY = 1_000;
    private static final int MAX_SOURCES = 200;
    /** Each is an entry of the record for ever. */
    private static final int MAX_REMINDERS = 100;

    private final String file;
    private final List<PolicyIssue> issues;

    ApprovalReader(String file, List<PolicyIssue> issues) {
        this.file = file;
        this.issues = issues;
    }

    /** Empty where nobody is asked, and where something is wrong. */
    Optional<ApprovalDemand> read(ApprovalDefinition given) {
        if (given.rule().isBlank()) {
            return Optional.empty();
        }
        int before = issues.size();
        Issues of = new Issues(file);
        Optional<ApprovalRule> rule = ApprovalRule.read(given.rule(), of);
        add("approval.rule", of);
        Issues expression = new Issues(file);
        Optional<ReasonRule> reason = ReasonRule.read(given.reasonMandatory(), given.ticket(), expression);
        add("approval.ticket", expression);
        Duration timeout = given.timeout().isEmpty() ? Duration.ofDays(1) : timeout(given.timeout());
        Optional<Duration> reminder = reminder(given.reminder(), timeout);
        Optional<UnknownAuthorship> unknown = unknown(given.unknownAuthors());
        TrustedSigners signers = signers(given.signers());
        AuthorProof authors = authors(given.authors(), signers);
        List<ApprovalDemand.Source> sources = sources(given.sources());
        return issues.size() > before
                ? Optional.empty()
                : Optional.of(new ApprovalDemand(
                        new ApprovalTerms(
                                rule.orElseThrow(), reason.orElseThrow(), timeout, reminder, given.reauthenticate()),
                        given.enforced(),
                        unknown.orElseThrow(),
                        authors,
                        signers,
                        sources));
    }

    private TrustedSigners signers(String text) {
        Issues found = new Issues(file);
        TrustedSigners signers = TrustedSigners.read(text, found);
        found.inOrder()
                .forEach(issue -> issues.add(new PolicyIssue(
                        file, issue.line(), issue.column(), "approval.signers", issue.found(), issue.allowed())));
        return signers;
    }

    private AuthorProof authors(String text, TrustedSigners signers) {
        if (!text.isEmpty() && !text.equals("claimed") && !text.equals("verified")) {
            issue("approval.authors", text, "claimed, verified");
        }
        if (text.equals("verified") && signers.isEmpty()) {
            issue("approval.authors", text, "claimed where approval.signers holds no key: nobody could be verified");
        }
        return text.equals("verified") ? AuthorProof.VERIFIED : AuthorProof.CLAIMED;
    }

    private void add(String path, Issues found) {
        found.inOrder()
                .forEach(issue -> issues.add(new PolicyIssue(
                        file, 0, 0, path + ", column " + issue.column(), issue.found(), issue.allowed())));
    }

    private Duration timeout(String text) {
        Optional<Duration> time = OwnersDuration.read(text, ApprovalTerms.MAX_TIMEOUT);
        if (time.isEmpty()) {
            issue("approval.timeout", text, OwnersDuration.allowed(ApprovalTerms.MAX_TIMEOUT));
        }
        return time.orElse(Duration.ZERO);
    }

    private Optional<Duration> reminder(String text, Duration timeout) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> time = OwnersDuration.read(text, ApprovalTerms.MAX_TIMEOUT);
        if (time.isEmpty() || timeout.dividedBy(time.get()) > MAX_REMINDERS) {
            issue(
                    "approval.reminder",
                    text,
                    OwnersDuration.allowed(ApprovalTerms.MAX_TIMEOUT) + ", and no more than " + MAX_REMINDERS
                            + " times within approval.timeout");
            return Optional.empty();
        }
        return time;
    }

    private Optional<UnknownAuthorship> unknown(String group) {
        if (group.isEmpty()) {
            return Optional.of(UnknownAuthorship.BLOCK);
        }
        try {
            return Optional.of(UnknownAuthorship.oneMoreOf(group));
        } catch (IllegalArgumentException e) {
            issue(
                    "approval.unknownAuthors",
                    group,
                    "the name of a group of at most " + ApprovalRule.MAX_NAME + " characters");
            return Optional.empty();
        }
    }

    private List<ApprovalDemand.Source> sources(List<ApprovalDefinition.Source> given) {
        List<ApprovalDemand.Source> sources = new ArrayList<>();
        if (given.size() > MAX_SOURCES) {
            issue("approval.sources", given.size() + " entries", "at most " + MAX_SOURCES);
        }
        for (int i = 0; i < given.size(); i++) {
            ApprovalDefinition.Source source = given.get(i);
            String path = "approval.sources[" + i + "]";
            boolean jobs = NamePattern.isPattern(source.jobs());
            boolean repository = isRepository(source.repository());
            boolean since =
                    source.since().isEmpty() || REVISION.matcher(source.since()).matches();
            if (!jobs) {
                issue(path + ".jobs", source.jobs(), "a pattern of full names of jobs, such as shop/** or ** for all");
            }
            if (!repository) {
                issue(path + ".repository", source.repository(), "the address of a git repository");
            }
            if (!since) {
                issue(path + ".since", source.since(), "a revision of 40 or 64 hexadecimal digits");
            }
            if (jobs && repository && since) {
                sources.add(new ApprovalDemand.Source(
                        new NamePattern(source.jobs()),
                        source.repository(),
                        Optional.of(source.since()).filter(revision -> !revision.isEmpty()),
                        source.claimed()));
            }
        }
        return sources;
    }

    private static boolean isRepository(String address) {
        return !address.isBlank()
                && !address.startsWith("-")
                && !address.contains("::")
                && address.length() <= MAX_REPOSITORY
                && address.chars().noneMatch(character -> character <= ' ' || character == 0x7f);
    }

    private void issue(String path, String found, String allowed) {
        issues.add(new PolicyIssue(file, 0, 0, path, found.isEmpty() ? "nothing" : Issues.quoted(found), allowed));
    }
}
