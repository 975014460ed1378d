package io.jenkins.lib.releasegates.statement.attested;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.policy.Attester;
import io.jenkins.lib.releasegates.policy.StatementKind;
import io.jenkins.lib.releasegates.statement.DecisionStatement;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.document.StrictObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the predicates that are known, and holds them against what the policy says of their attester.
 *
 * <p>A predicate that is no such predicate, or contradicts itself, is a {@link RefusedDocumentException}; one that is well formed and isn't what the
 * policy wants an {@link UnfitStatementException}.
 */
final class Predicates {

    /** Clocks differ; what lies further in the future was not made yet. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final String MEMBERS_OF_TESTS = "passedTests, warnedTests and failedTests";

    private final Attester attester;
    private final Instant at;

    /** How a test run or a verification ended. */
    private enum Result {
        PASSED,
        WARNED,
        FAILED
    }

    Predicates(Attester attester, Instant at) {
        this.attester = attester;
        this.at = at;
    }

    Said read(StatementKind kind, Statement statement) throws RefusedDocumentException, UnfitStatementException {
        StrictObject predicate = statement.predicate();
        return switch (kind) {
            case PROVENANCE -> provenance(predicate);
            case TEST_RESULT -> testResult(predicate);
            case VULNS -> vulns(predicate);
            case VERIFICATION_SUMMARY -> verificationSummary(predicate);
        };
    }

    private Said provenance(StrictObject predicate) throws RefusedDocumentException, UnfitStatementException {
        predicate.object("buildDefinition").text("buildType");
        StrictObject details = predicate.object("runDetails");
        amongThose(attester.builders(), details.object("builder").text("id"), "the builder");
        fresh(details.objectOrEmpty("metadata"), "finishedOn");
        return new Said.Built();
    }

    private Said verificationSummary(StrictObject predicate) throws RefusedDocumentException, UnfitStatementException {
        if (predicate.has(DecisionStatement.EXTENSION)) {
            throw new UnfitStatementException(
                    "it is a decision of Release Gates; requireDecision holds those against their revocations, and this doesn't");
        }
        amongThose(attester.verifiers(), predicate.object("verifier").text("id"), "the verifier");
        if (!attester.resources().isEmpty()) {
            amongThose(attester.resources(), predicate.text("resourceUri"), "the resource");
        }
        fresh(predicate, "timeVerified");
        Result result = predicate.word("verificationResult", Result.class);
        if (result == Result.WARNED) {
            throw predicate.refused("verificationResult", result.name(), "PASSED or FAILED");
        }
        List<String> levels = predicate.texts("verifiedLevels");
        Set<String> wanted = attester.levels();
        if (result == Result.PASSED && !levels.containsAll(wanted)) {
            throw new UnfitStatementException(
                    "it verifies the levels " + Quoted.of(String.join(", ", levels)) + ", the policy wants "
                            + String.join(", ", wanted.stream().sorted().toList()));
        }
        return new Said.Verified(result == Result.FAILED);
    }

    private static Said testResult(StrictObject predicate) throws RefusedDocumentException {
        Result result = predicate.word("result", Result.class);
        int passed = size(predicate, "passedTests") + size(predicate, "warnedTests");
        int failed = size(predicate, "failedTests");
        boolean lists = predicate.has("passedTests") || predicate.has("warnedTests") || predicate.has("failedTests");
        if (lists && (result == Result.FAILED) != (failed > 0)) {
            throw predicate.refused(
                    "result",
                    result + " beside " + failed + " failed tests",
                    "FAILED where failedTests names some, or no " + MEMBERS_OF_TESTS);
        }
        // Empty lists tell as little as none: that no test failed where none ran is no evidence.
        return new Said.Tested(result == Result.FAILED, passed + failed > 0, passed, failed);
    }

    private static int size(StrictObject predicate, String member) throws RefusedDocumentException {
        return predicate.has(member) ? predicate.texts(member).size() : 0;
    }

    private Said vulns(StrictObject predicate) throws RefusedDocumentException, UnfitStatementException {
        StrictObject scanner = predicate.object("scanner");
        String uri = scanner.text("uri");
        fresh(predicate.object("metadata"), "scanFinishedOn");
        List<Said.Vulnerability> found = new ArrayList<>();
        for (StrictObject one : scanner.objects("result")) {
            found.add(vulnerability(one));
        }
        return new Said.Scanned(uri, found);
    }

    private static Said.Vulnerability vulnerability(StrictObject one) throws RefusedDocumentException {
        String id = one.text("id");
        if (id.isBlank()) {
            throw one.refused("id", "an empty text", "the name of a vulnerability");
        }
        List<StrictObject> severities = one.oneOrMore("severity");
        // What nobody understands may be the worst.
        Severity worst = severities.isEmpty() ? Severity.CRITICAL : Severity.LOW;
        List<String> scores = new ArrayList<>();
        for (StrictObject severity : severities) {
            String score = severity.text("score");
            scores.add(severity.text("method") + " " + score);
            Severity step = severity(score);
            worst = step.compareTo(worst) < 0 ? step : worst;
        }
        return new Said.Vulnerability(id, worst, String.join(", ", scores));
    }

    private static Severity severity(String score) {
        String word = score.strip().toLowerCase(Locale.ROOT);
        switch (word) {
            case "none", "negligible", "low", "info", "informational":
                return Severity.LOW;
            case "medium", "moderate":
                return Severity.MEDIUM;
            case "high", "important":
                return Severity.HIGH;
            default:
                return word.matches("[0-9]{1,2}(\\.[0-9]{1,3})?") && Double.parseDouble(word) <= 10
                        ? Severity.ofScore(Double.parseDouble(word))
                        : Severity.CRITICAL;
        }
    }

    private static void amongThose(Set<String> allowed, String found, String what) throws UnfitStatementException {
        if (!allowed.contains(found)) {
            throw new UnfitStatementException("it names " + what + " " + Quoted.of(found) + ", the policy allows "
                    + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    private void fresh(StrictObject object, String member) throws RefusedDocumentException, UnfitStatementException {
        if (!object.has(member)) {
            if (attester.maxAge().isPresent()) {
                throw new UnfitStatementException(
                        "it says no time (" + member + "), and the policy wants to know how old it is");
            }
            return;
        }
        Instant made = object.instant(member);
        if (made.isAfter(at.plus(CLOCKS))) {
            throw new UnfitStatementException("it is of " + made + ", which lies in the future");
        }
        Duration oldest = attester.maxAge().orElse(null);
        if (oldest != null && made.isBefore(at.minus(oldest))) {
            throw new UnfitStatementException(
                    "it is of " + made + ", the policy takes what is at most " + words(oldest) + " old");
        }
    }

    private static String words(Duration age) {
        return age.toMinutes() % 60 == 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }
}
