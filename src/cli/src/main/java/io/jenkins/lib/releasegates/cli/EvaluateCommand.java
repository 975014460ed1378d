package io.jenkins.lib.releasegates.cli;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Progress;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.cli.terminal.WrittenFile;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.workspace.ArtifactFiles;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.report.AuditJson;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.Shown;
import io.jenkins.lib.releasegates.statement.attested.Attestations;
import io.jenkins.lib.releasegates.statement.attested.Attested;
import io.jenkins.lib.releasegates.statement.attested.StatementFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads reports, judges them by a policy, records what was decided and shows it. */
@Command(
        name = "evaluate",
        description = {
            "Judges what a workspace has to show by a policy.",
            "It is a rehearsal: the decision is recorded as one, and admits nothing."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    private static final String OWN_FOLDER = ".release-gates";

    private final Terminal terminal;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy file.")
    @SuppressWarnings("NullAway.Init")
    private Path policy;

    @Option(
            names = "--workspace",
            defaultValue = ".",
            paramLabel = "DIR",
            description =
                    "The folder that reports are looked for in; nothing outside it is read. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path workspace;

    @Option(
            names = "--report",
            paramLabel = "[FORMAT=]PATTERN",
            description = {
                "Reports to read, for example 'target/surefire-reports/TEST-*.xml' or 'junit=results/*.xml'.",
                "May be given several times. A pattern that finds nothing passes no gate. At least one, or --attestations."
            })
    private List<String> reports = List.of();

    @Option(
            names = "--artifacts",
            paramLabel = "PATTERNS",
            description = {
                "The files that are decided about, for example 'target/*.jar'; several are separated by commas.",
                "Their digests are computed and stand in the record. A pattern that finds nothing is refused."
            })
    private @Nullable String artifacts;

    @Option(
            names = "--attestations",
            paramLabel = "PATTERNS",
            description = {
                "Files with signed statements about the artifacts, for example 'attestations/*.jsonl'.",
                "They count where an attester of the policy has signed them; --artifacts has to be given as well."
            })
    private @Nullable String attestations;

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description =
                    "What is judged; rehearsals of the same name are compared with each other. Default: the workspace's name")
    private @Nullable String job;

    @Option(names = "--branch", paramLabel = "NAME", description = "Default: the branch that git has checked out")
    private @Nullable String branch;

    @Option(names = "--target-branch", paramLabel = "NAME", description = "Where a pull request wants to go.")
    private @Nullable String targetBranch;

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "Where the decision is recorded. Default: " + OWN_FOLDER + "/ledger in the workspace")
    private @Nullable Path ledger;

    @Option(names = "--decision", paramLabel = "FILE", description = "Write the decision as JSON.")
    private @Nullable Path decisionFile;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the page of the decision, one file.")
    private @Nullable Path htmlFile;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
    private Output output = Output.TEXT;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, IOException, LedgerException {
        Policy judgedBy = policy();
        if (!Files.isDirectory(workspace)) {
            throw new InvalidInputException(
                    workspace + ": found no folder; allowed: the folder that the reports lie in");
        }
        List<Artifact> decidedAbout = artifacts();
        Instant at = Clock.systemUTC().instant();
        Evidence evidence = evidence(judgedBy, decidedAbout, at);
        Subject subject = subject();
        try (Ledger record = Ledger.open(ledgerDirectory())) {
            record.notices().forEach(terminal::error);
            Baseline baseline = record.baseline(subject, judgedBy, evidence, at);
            ReleaseContext context =
                    new ReleaseContext(subject, decidedAbout, evidence, baseline, Purpose.REHEARSAL, at);
            Decision decision = Evaluation.decide(judgedBy, context);
            RecordedDecision recorded = record.record(decision, context, actor());
            AuditPage page = AuditPage.of(record, subject.build(), at);
            write(page);
            show(page, recorded, evidence);
            return decision.passed() ? ReleaseGates.OK : ReleaseGates.NO;
        }
    }

    private Policy policy() throws InvalidInputException, IOException {
        if (!Files.isRegularFile(policy)) {
            throw new InvalidInputException(policy + ": found no file; allowed: a policy file");
        }
        try {
            return PolicyValidation.ofYaml(Files.readAllBytes(policy), policy.toString())
                    .policyOrThrow();
        } catch (InvalidPolicyException e) {
            throw new InvalidInputException(
                    e.issues().stream().map(PolicyIssue::toString).toList());
        }
    }

    private List<Artifact> artifacts() throws InvalidInputException, IOException {
        if (artifacts == null) {
            return List.of();
        }
        try {
            return ArtifactFiles.find(new Workspace(workspace), artifacts, ReadLimits.STANDARD.visited());
        } catch (RefusedPatternException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }

    private Evidence evidence(Policy judgedBy, List<Artifact> about, Instant at)
            throws InvalidInputException, IOException {
        if (attestations == null) {
            if (reports.isEmpty()) {
                throw new InvalidInputException(
                        "found neither --report nor --attestations; allowed: at least one of them, to have something to judge");
            }
            return read();
        }
        if (about.isEmpty()) {
            throw new InvalidInputException(
                    "found --attestations without --artifacts; allowed: both, since statements are about artifacts");
        }
        try {
            Attested attested = Attestations.read(
                    StatementFiles.read(new Workspace(workspace), attestations, ReadLimits.STANDARD.visited()),
                    judgedBy.attesters(),
                    about,
                    at);
            attested.passedOver().forEach(terminal::error);
            return reports.isEmpty() ? attested.evidence() : Evidence.combine(List.of(read(), attested.evidence()));
        } catch (RefusedPatternException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }

    private Evidence read() throws IOException {
        try (Progress progress = new Progress(terminal, "Reading reports")) {
            return new EvidenceReading(workspace, ReadLimits.STANDARD, Provenance.REPORTED)
                    .read(reports.stream().map(EvaluateCommand::request).toList());
        }
    }

    private static ReportRequest request(String report) {
        int equals = report.indexOf('=');
        return equals > 0 && EvidenceReading.formats().contains(report.substring(0, equals))
                ? ReportRequest.of(report.substring(equals + 1), report.substring(0, equals))
                : ReportRequest.of(report);
    }

    private Subject subject() {
        Path name = workspace.toAbsolutePath().normalize().getFileName();
        String jobName = job != null ? job : name == null ? "workspace" : name.toString();
        GitCheckout git = new GitCheckout(workspace);
        return new Subject(
                "command:" + jobName,
                jobName,
                UUID.randomUUID().toString(),
                0,
                Optional.ofNullable(branch).or(git::branch),
                Optional.ofNullable(targetBranch),
                git.revision(),
                Subject.Origin.COMMAND,
                Optional.empty(),
                Optional.empty());
    }

    private static Actor actor() {
        String user = System.getProperty("user.name", "unknown");
        return new Actor(user, user, Actor.Means.COMMAND);
    }

    private Path ledgerDirectory() throws IOException {
        if (ledger != null) {
            return ledger;
        }
        Path own = workspace.resolve(OWN_FOLDER);
        Files.createDirectories(own);
        Path ignore = own.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
        return own.resolve("ledger");
    }

    private void write(AuditPage page) throws IOException {
        if (decisionFile != null) {
            WrittenFile.write(decisionFile, Terminal.text(AuditJson.of(page)) + "\n");
        }
        if (htmlFile != null) {
            WrittenFile.write(htmlFile, AuditPageRenderer.file(page));
        }
    }

    private void show(AuditPage page, RecordedDecision recorded, Evidence evidence) {
        if (output == Output.JSON) {
            terminal.json(AuditJson.of(page));
            return;
        }
        AuditPage.Judgement decision = page.decisions().get(0);
        new DecisionTable(terminal, decision).print();
        for (Problem problem : evidence.problems()) {
            terminal.line("- " + problem);
        }
        terminal.line();
        terminal.plain(terminal.coloured(DecisionTable.colour(decision.outcome()), Shown.verdict(decision.outcome()))
                + ": " + Shown.text(decision.explanation()));
        terminal.line("Compared with: " + decision.baseline().words());
        terminal.line("Policy " + decision.policyName() + " " + decision.policyDigest());
        terminal.line("A rehearsal: decided on this machine, admits nothing. Entry " + recorded.id()
                + "; head of the ledger " + page.check().head());
    }
}
