package io.jenkins.lib.releasegates.cli;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.cli.terminal.WrittenFile;
import io.jenkins.lib.releasegates.report.AuditJson;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a ledger says about one build, or about an environment in a period. */
@Command(
        name = "report",
        description = {
            "Shows what a ledger says about one build, or, with --environment, about the promotions to an environment in a period: exceptions first,",
            "with what that says to questions of controls, and a sample. Reads only; the ledger may be in use.",
            "",
            "With --environment the exit code is 0 when nothing is exceptional, 1 when something is, 3 when not all of the period could be read."
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--ledger", paramLabel = "DIR", description = "The ledger, or a copy of one. Required.")
    private @Nullable Path given;

    @Mixin
    private final ComplianceOptions compliance = new ComplianceOptions();

    @Option(
            names = "--build",
            paramLabel = "ID",
            description = "Id of the build in the record. Default: the build of the last entry")
    private @Nullable String build;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the page, one file that loads nothing.")
    private @Nullable Path htmlFile;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
    private Output output = Output.TEXT;

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, IOException, LedgerException {
        if (compliance.template().isPresent()) {
            Path file = compliance.template().get();
            ComplianceOptions.writeTemplate(file);
            terminal.line("Wrote " + file);
            return ReleaseGates.OK;
        }
        Path directory = directory();
        if (!Files.isDirectory(directory.resolve("trail"))) {
            throw new InvalidInputException(
                    directory + ": found no folder 'trail' in it; allowed: the folder of a ledger");
        }
        boolean period = compliance.isAsked();
        if (period && build != null) {
            throw new InvalidInputException(
                    "--environment: found together with --build; allowed: one of both, a period of an environment or one build");
        }
        try (Ledger ledger = Ledger.openForReading(directory)) {
            if (period) {
                return compliance.report(ledger, htmlFile, output, terminal);
            }
            AuditPage page = AuditPage.of(
                    ledger, wanted(ledger, directory), Clock.systemUTC().instant());
            if (page.isEmpty()) {
                throw new InvalidInputException(directory + ": found no entry about the build " + page.build()
                        + "; allowed: the id of a build, as an entry's subject.build says it");
            }
            if (htmlFile != null) {
                WrittenFile.write(htmlFile, AuditPageRenderer.file(page));
            }
            if (output == Output.JSON) {
                terminal.json(AuditJson.of(page));
            } else {
                show(page);
            }
            return page.check().intact() ? ReleaseGates.OK : ReleaseGates.NO;
        }
    }

    private Path directory() throws InvalidInputException {
        if (given == null) {
            throw new InvalidInputException("--ledger: found nothing; allowed: the folder of a ledger");
        }
        return given;
    }

    private String wanted(Ledger ledger, Path directory) throws InvalidInputException, LedgerException {
        if (build != null) {
            return build;
        }
        return ledger.entry(ledger.head().entries() - 1)
                .map(TrailEntry::build)
                .orElseThrow(() ->
                        new InvalidInputException(directory + ": found no entry; allowed: a ledger with entries"));
    }

    private void show(AuditPage page) {
        for (AuditPage.Judgement decision : page.decisions()) {
            AuditPage.Origin origin = decision.origin();
            terminal.line(origin.jobName() + (origin.number() > 0 ? " #" + origin.number() : "") + ", "
                    + Shown.instant(origin.at()) + ", " + Shown.person(decision.actor()));
            Shown.special(origin.kind()).ifPresent(terminal::line);
            new DecisionTable(terminal, decision).print();
            terminal.plain(
                    terminal.coloured(DecisionTable.colour(decision.outcome()), Shown.verdict(decision.outcome()))
                            + ": " + Shown.text(decision.explanation()));
            terminal.line("Entry " + origin.record() + " " + origin.hash());
            terminal.line();
        }
        if (!page.evidence().isEmpty()) {
            terminal.line(
                    "Evidence recorded without being judged: " + page.evidence().size() + " times");
        }
        page.check().words().forEach(terminal::line);
    }
}
