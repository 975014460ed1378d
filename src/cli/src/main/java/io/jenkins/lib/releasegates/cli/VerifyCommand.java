package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.verify.ExpectedHead;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a ledger without trusting whoever wrote it. */
@Command(
        name = "verify",
        description = {
            "Checks a ledger, or a copy of one: that each entry follows from the one before it, and that evidence and clear values are what the",
            "entries say. Only with --head does it show that entries at the end were cut off or written anew. Reads only."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "The ledger.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--head",
            paramLabel = "N:sha256:HEX",
            description =
                    "A head that was noted elsewhere. Without one nobody can tell whether the end of the trail was cut off.")
    private @Nullable String head;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
    private Output output = Output.TEXT;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + ": found no folder; allowed: the folder of a ledger");
        }
        if (Stream.of("trail", "people", "evidence").map(directory::resolve).noneMatch(Files::isDirectory)) {
            throw new InvalidInputException(directory
                    + ": found none of the folders trail, people and evidence; allowed: the folder of a ledger");
        }
        VerifyOptions options = new VerifyOptions(expected());
        VerificationReport report;
        try (Progress progress = new Progress(terminal, "Verifying")) {
            report = TrailVerifier.verify(directory, options);
        }
        if (output == Output.JSON) {
            terminal.json(json(report));
        } else {
            show(report);
        }
        return report.intact() ? ReleaseGates.OK : ReleaseGates.NO;
    }

    private Optional<ExpectedHead> expected() throws InvalidInputException {
        if (head == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ExpectedHead.parse(head));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--head: " + e.getMessage());
        }
    }

    private void show(VerificationReport report) {
        report.findings().forEach(finding -> terminal.line(finding.toString()));
        if (report.findingsLeftOut() > 0) {
            terminal.line("... and " + report.findingsLeftOut() + " more");
        }
        report.notes().forEach(note -> terminal.line("Note: " + note));
        if (!report.findings().isEmpty() || !report.notes().isEmpty()) {
            terminal.line();
        }
        terminal.plain(report.intact() ? terminal.coloured(2, "Verified") : terminal.coloured(1, "NOT VERIFIED"));
        report.words().forEach(terminal::line);
        terminal.line("Head: " + report.entries() + ":" + report.head());
    }

    private static ObjectNode json(VerificationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verified", report.intact());
        json.put("strength", report.strength().name().toLowerCase(Locale.ROOT));
        json.put("entries", report.entries());
        json.put("head", report.entries() + ":" + report.head());
        json.putObject("evidence")
                .put("verified", report.evidence().verified())
                .put("notKept", report.evidence().notKept())
                .put("damaged", report.evidence().damaged());
        json.putObject("people")
                .put("verified", report.people().verified())
                .put("erased", report.people().erased())
                .put("mismatched", report.people().mismatched());
        ArrayNode findings = json.putArray("findings");
        report.findings()
                .forEach(finding ->
                        findings.addObject().put("place", finding.place()).put("message", finding.message()));
        json.put("findingsLeftOut", report.findingsLeftOut());
        report.notes().forEach(json.putArray("notes")::add);
        report.words().forEach(json.putArray("words")::add);
        return json;
    }
}
