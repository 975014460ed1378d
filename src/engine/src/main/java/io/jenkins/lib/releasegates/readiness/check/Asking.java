package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import io.jenkins.lib.releasegates.readiness.document.DocumentValue;
import io.jenkins.lib.releasegates.readiness.document.DocumentValues;
import io.jenkins.lib.releasegates.readiness.document.MarkdownSections;
import io.jenkins.lib.releasegates.readiness.document.UnreadableDocumentException;
import io.jenkins.lib.releasegates.readiness.document.ValueCondition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How each kind of check is asked; the question is asked when the answer is wanted. */
final class Asking implements Check.Cases<Asking.Question> {

    private final CheckPorts ports;
    private final Instant at;

    Asking(CheckPorts ports, Instant at) {
        this.ports = ports;
        this.at = at;
    }

    /** Gives a verdict, or breaks. */
    interface Question {
        Verdict ask() throws BrokenSourceException, MetricsException, InterruptedException;
    }

    @Override
    public Question metric(Check.Metric check) {
        return () -> {
            Answer answer = found(ports.connections().metrics(check.connection()), check.connection())
                    .at(check.query(), at);
            return new MetricAnswer(check, at).judge(answer);
        };
    }

    @Override
    public Question alertRule(Check.AlertRule check) {
        return () -> {
            List<AlertRule.Health> rules = found(ports.connections().alertRules(check.connection()), check.connection())
                    .called(check.alert())
                    .stream()
                    .map(AlertRule::health)
                    .toList();
            Seen seen = new Seen(check, rules.size() + " of that name", Optional.of(Provenance.OBSERVED), List.of());
            if (rules.isEmpty()) {
                return seen.failed("There is no alerting rule of that name.");
            }
            if (rules.contains(AlertRule.Health.ERROR)) {
                return seen.failed("Its last evaluation failed, so it alerts nobody.");
            }
            return rules.stream().allMatch(AlertRule.Health.OK::equals)
                    ? seen.passed("The server evaluates it.")
                    : seen.inconclusive("It hasn't been evaluated yet.");
        };
    }

    @Override
    public Question connection(Check.Connection check) {
        return () -> {
            boolean answers = found(ports.connections().probe(check.connection()), check.connection())
                    .answers();
            Seen seen =
                    new Seen(check, answers ? "an answer" : "no answer", Optional.of(Provenance.OBSERVED), List.of());
            return answers ? seen.passed("It answers.") : seen.failed("It doesn't answer.");
        };
    }

    private static <T> T found(Optional<T> connection, String name) throws BrokenSourceException {
        return connection.orElseThrow(() -> new BrokenSourceException(
                "No owner has defined a connection " + Issues.quoted(name) + " that can be asked this.", null));
    }

    @Override
    public Question file(Check.RepositoryFile check) {
        return () -> {
            Optional<RepositoryFiles.Found> file = ports.files().read(check.path(), MarkdownSections.MAX_BYTES);
            return file.isEmpty() ? noFile(check) : contents(check, file.get());
        };
    }

    private static Verdict noFile(Check check) {
        return new Seen(check, "no such file", Optional.of(Provenance.REPORTED), List.of())
                .failed("There is no such file.");
    }

    private static Verdict contents(Check.RepositoryFile check, RepositoryFiles.Found file)
            throws BrokenSourceException {
        byte[] bytes = file.bytes();
        Seen seen = seen(check, bytes.length + " bytes", file);
        if (bytes.length < check.minBytes()) {
            return seen.failed("The file is smaller than " + check.minBytes() + " bytes.");
        }
        if (check.sections().isEmpty()) {
            return seen.passed("The file is there.");
        }
        try {
            MarkdownSections sections = MarkdownSections.read(bytes);
            for (String wanted : check.sections()) {
                if (!sections.isWritten(wanted)) {
                    String is = sections.has(wanted) ? " is empty." : " is missing.";
                    return seen.failed("The section " + Issues.quoted(wanted) + is);
                }
            }
            return seen.passed("All sections are written.");
        } catch (UnreadableDocumentException e) {
            throw new BrokenSourceException(e.reason(), e);
        }
    }

    @Override
    public Question value(Check.Value check) {
        return () -> {
            Optional<RepositoryFiles.Found> file = ports.files().read(check.path(), MarkdownSections.MAX_BYTES);
            return file.isEmpty() ? noFile(check) : valueIn(check, file.get());
        };
    }

    private static Verdict valueIn(Check.Value check, RepositoryFiles.Found file) throws BrokenSourceException {
        Optional<DocumentValue> value;
        try {
            value = DocumentValues.read(file.bytes(), check.path()).at(check.pointer());
        } catch (UnreadableDocumentException e) {
            throw new BrokenSourceException(e.reason(), e);
        }
        if (value.isEmpty()) {
            return seen(check, "no such value", file).failed("There is no value at that place.");
        }
        Seen seen = seen(check, value.get().words(), file);
        Outcome outcome = check.condition().test(value.get());
        if (outcome == Outcome.INCOMPARABLE) {
            return seen.inconclusive("The value is of another kind than the condition.");
        }
        return outcome == Outcome.HOLDS
                ? seen.passed("The value is as demanded.")
                : seen.failed("The value isn't as demanded.");
    }

    private static Seen seen(Check check, String observed, RepositoryFiles.Found file) {
        return new Seen(check, observed, Optional.of(file.provenance()), List.of(Digest.of(file.bytes())));
    }

    @Override
    public Question gate(Check.Gate check) {
        return () -> {
            Optional<Verdict> verdict = ports.gates().of(check.gate());
            if (verdict.isEmpty()) {
                return new Seen(check, "", Optional.empty(), List.of())
                        .inconclusive("No gate of that name has been evaluated in this build.");
            }
            Grounds grounds = verdict.get().grounds();
            Verdict.Kind kind = verdict.get().kind();
            Seen seen = new Seen(check, kind.name(), grounds.provenance(), grounds.evidence());
            return switch (kind) {
                case PASSED -> seen.passed("The gate passed.");
                case WARNING, WAIVED -> seen.warned("The gate " + kind.words() + ".");
                case FAILED -> seen.failed("The gate failed.");
                case ERROR -> throw new BrokenSourceException("The gate could not be evaluated.", null);
                case INCONCLUSIVE, NOT_APPLICABLE -> seen.inconclusive("The gate " + kind.words() + ".");
            };
        };
    }

    @Override
    public Question trial(Check.Trial check) {
        return () -> {
            if (check.report().isPresent()) {
                Optional<RepositoryFiles.Found> file =
                        ports.files().read(check.report().get(), MarkdownSections.MAX_BYTES);
                return file.isEmpty() ? noFile(check) : journal(check, file.get());
            }
            Optional<Trials.Result> last = ports.trials().last(check.kind(), check.name(), check.youngerThan());
            if (last.isEmpty()) {
                return new Seen(check, "", Optional.empty(), List.of())
                        .inconclusive("There is no result of it in that time.");
            }
            Trials.Result result = last.get();
            Seen seen = new Seen(
                    check,
                    (result.passed() ? "passed at " : "failed at ") + result.at(),
                    Optional.of(result.provenance()),
                    result.evidence().stream().toList());
            return result.passed() ? inTime(check, seen, result.at()) : seen.failed("The last one has failed.");
        };
    }

    private Verdict journal(Check.Trial check, RepositoryFiles.Found file) throws BrokenSourceException {
        ChaosJournal journal = ChaosJournal.read(file.bytes());
        boolean passed = journal.failure().isEmpty();
        Seen seen = seen(check, (passed ? "passed at " : "failed at ") + journal.at(), file);
        if (!journal.title().equals(check.name())) {
            return seen.failed("It is the journal of " + Issues.quoted(journal.title()) + ".");
        }
        return passed
                ? inTime(check, seen, journal.at())
                : seen.failed(journal.failure().orElse(""));
    }

    private Verdict inTime(Check.Trial check, Seen seen, Instant when) {
        if (when.isAfter(at)) {
            return seen.inconclusive("The result is from the future.");
        }
        return Duration.between(when, at).compareTo(check.youngerThan()) < 0
                ? seen.passed("The last one has passed.")
                : seen.failed("The last one is too old.");
    }
}
