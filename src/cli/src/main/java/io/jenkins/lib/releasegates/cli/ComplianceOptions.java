package io.jenkins.lib.releasegates.cli;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.cli.terminal.WrittenFile;
import io.jenkins.lib.releasegates.report.compliance.ComplianceCsv;
import io.jenkins.lib.releasegates.report.compliance.ComplianceJson;
import io.jenkins.lib.releasegates.report.compliance.CompliancePage;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport;
import io.jenkins.lib.releasegates.report.compliance.ComplianceZip;
import io.jenkins.lib.releasegates.report.compliance.Exceptional;
import io.jenkins.lib.releasegates.report.compliance.Promotion;
import io.jenkins.lib.releasegates.report.compliance.Scope;
import io.jenkins.lib.releasegates.report.control.Controls;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code report} is told about an environment and a period, and what it writes then. */
final class ComplianceOptions {

    /** The largest file of controls, which is written by people. */
    private static final long MAX_CONTROLS = 1024 * 1024;

    /** Exceptions of a kind that stand on the terminal. */
    private static final int SHOWN = 5;

    private static final String A_DAY =
            "allowed: a day in UTC such as 2026-11-21, or an instant such as 2026-11-21T10:00:00Z";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Report on the promotions to this environment in a period, instead of on one build.")
    private @Nullable String environment;

    @Option(
            names = "--from",
            paramLabel = "DAY|INSTANT",
            description = "The period begins with this day or instant, in UTC.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DAY|INSTANT",
            description = "The period ends with this day, or before this instant, in UTC. Default: now")
    private @Nullable String to;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Draw so many promotions, whose proof bundles go into the --zip. Default: 0")
    private @Nullable Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "TEXT",
            description =
                    "A text that whoever reads the report has chosen, so that whoever makes it can't choose the sample.")
    private @Nullable String seed;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write one row per promotion.")
    private @Nullable Path csvFile;

    @Option(
            names = "--zip",
            paramLabel = "FILE",
            description = "Write all forms and the sample's proof bundles in one file.")
    private @Nullable Path zipFile;

    @Option(
            names = "--controls",
            paramLabel = "FILE",
            description = "Controls to answer, instead of those that are shipped.")
    private @Nullable Path controlsFile;

    @Option(
            names = "--controls-template",
            paramLabel = "FILE",
            description = "Write the shipped controls to this new file, to edit them, and do nothing else.")
    private @Nullable Path templateFile;

    @Option(names = "--without-persons", description = "Leave out who acted, and what was typed.")
    private boolean withoutPersons;

    @Option(
            names = "--require",
            paramLabel = "chain|signed|witnessed",
            description = "A record that is weaker is an exception. Default: chain")
    private VerifyCommand.@Nullable Required require;

    /** Whether a report on an environment is asked for; options of such a report without one are refused. */
    boolean isAsked() throws InvalidInputException {
        Optional<String> alone = Stream.of(
                        given("--from", from),
                        given("--to", to),
                        given("--sample", sample),
                        given("--seed", seed),
                        given("--csv", csvFile),
                        given("--zip", zipFile),
                        given("--controls", controlsFile),
                        given("--require", require),
                        given("--without-persons", withoutPersons ? true : null))
                .flatMap(Optional::stream)
                .findFirst();
        if (environment == null && alone.isPresent()) {
            throw new InvalidInputException(alone.get()
                    + ": found without --environment; allowed: with --environment, for a report on a period");
        }
        return environment != null;
    }

    private static Optional<String> given(String name, @Nullable Object value) {
        return value == null ? Optional.empty() : Optional.of(name);
    }

    /** The file that the shipped controls are to be written to. */
    Optional<Path> template() {
        return Optional.ofNullable(templateFile);
    }

    /** Writes the shipped controls; a file that is there already is somebody's work and stays. */
    static void writeTemplate(Path file) throws InvalidInputException, IOException {
        if (Files.exists(file)) {
            throw new InvalidInputException(
                    "--controls-template " + file + ": found a file already; allowed: a name that nothing has yet");
        }
        WrittenFile.write(file, Controls.template());
    }

    /** All that is wrong with the options is told at once. */
    Scope scope(Instant now) throws InvalidInputException {
        List<String> issues = new ArrayList<>();
        Instant begin = instant("--from", from, Scope::from, issues).orElse(Instant.EPOCH);
        Instant end = to == null ? now : instant("--to", to, Scope::to, issues).orElse(now);
        if (from == null) {
            issues.add("--from: found nothing; " + A_DAY);
        }
        if (issues.isEmpty()) {
            try {
                return new Scope(
                        environment == null ? "" : environment,
                        begin,
                        end,
                        sample == null ? 0 : sample,
                        seed == null ? "" : seed,
                        !withoutPersons,
                        (require == null ? VerifyCommand.Required.CHAIN : require)
                                .name()
                                .toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                issues.add(String.valueOf(e.getMessage()));
            }
        }
        throw new InvalidInputException(issues);
    }

    private interface Reading {
        Optional<Instant> read(String text);
    }

    private static Optional<Instant> instant(String name, @Nullable String text, Reading reading, List<String> issues) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Instant> read = reading.read(text);
        if (read.isEmpty()) {
            issues.add(name + ": found '" + text + "'; " + A_DAY);
        }
        return read;
    }

    private Controls controls() throws InvalidInputException, IOException {
        if (controlsFile == null) {
            return Controls.shipped();
        }
        if (!Files.isRegularFile(controlsFile)) {
            throw new InvalidInputException("--controls " + controlsFile
                    + ": found no file; allowed: a file as --controls-template writes one");
        }
        if (Files.size(controlsFile) > MAX_CONTROLS) {
            throw new InvalidInputException("--controls " + controlsFile + ": found " + Files.size(controlsFile)
                    + " bytes; allowed: at most " + MAX_CONTROLS);
        }
        Controls.Reading reading = Controls.read(Files.readAllBytes(controlsFile), controlsFile.toString());
        return reading.controls()
                .orElseThrow(() -> new InvalidInputException(
                        reading.issues().stream().map(Object::toString).toList()));
    }

    /** Makes the report, writes it, and says how it came out. */
    int report(Ledger ledger, @Nullable Path htmlFile, Output output, Terminal terminal)
            throws InvalidInputException, IOException, LedgerException {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Scope scope = scope(now);
        ComplianceReport report = ComplianceReport.of(ledger, scope, controls(), ComplianceReport.MAX_PROMOTIONS, now);
        if (htmlFile != null) {
            WrittenFile.write(htmlFile, CompliancePage.file(report));
        }
        if (csvFile != null) {
            WrittenFile.write(csvFile, out -> {
                Writer rows = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                ComplianceCsv.write(report, rows);
                rows.flush();
            });
        }
        if (zipFile != null) {
            WrittenFile.write(zipFile, out -> ComplianceZip.write(report, ledger, out));
        }
        if (output == Output.JSON) {
            ComplianceJson.write(report, terminal.out());
        } else {
            show(report, terminal);
        }
        if (!report.complete()) {
            return ReleaseGates.BROKEN;
        }
        return report.exceptions().isEmpty() ? ReleaseGates.OK : ReleaseGates.NO;
    }

    private static void show(ComplianceReport report, Terminal terminal) {
        terminal.line("Promotions to " + report.scope().environment() + " from "
                + report.scope().from() + " until before " + report.scope().to() + ": "
                + report.promotions().size());
        if (!report.complete()) {
            terminal.line("This report is incomplete: not all of the period could be read");
        }
        terminal.line("Exceptions: " + report.exceptions().size());
        Map<String, String> names = report.promotions().stream()
                .collect(Collectors.toMap(Promotion::entry, Promotion::about, (one, other) -> one));
        for (Map.Entry<Exceptional.Kind, List<Exceptional>> kind :
                report.exceptionsByKind().entrySet()) {
            terminal.line("  " + kind.getKey().title() + ": " + kind.getValue().size());
            kind.getValue().stream()
                    .limit(SHOWN)
                    .forEach(one -> terminal.line("    "
                            + one.promotion()
                                    .map(promotion -> names.getOrDefault(promotion, promotion) + ": ")
                                    .orElse("")
                            + one.words()
                            + one.entry().map(entry -> " [" + entry + "]").orElse("")));
            if (kind.getValue().size() > SHOWN) {
                terminal.line(
                        "    and " + (kind.getValue().size() - SHOWN) + " more; --html and --output json have them");
            }
        }
        terminal.line("Controls, as far as the record shows; whether anything complies is for its reader to judge:");
        for (ComplianceReport.AnsweredControl control : report.controls()) {
            for (int i = 0; i < control.answers().size(); i++) {
                terminal.line("  " + control.control().framework() + " "
                        + control.control().id() + ": "
                        + control.control().questions().get(i).ask() + " "
                        + control.answers().get(i).words());
            }
        }
        terminal.line("Refused: " + report.refusals() + ". Sample: "
                + report.sample().drawn().size() + " of " + report.sample().population() + ", seed "
                + report.sample().seed().hex());
        report.strength().forEach(terminal::line);
    }
}
