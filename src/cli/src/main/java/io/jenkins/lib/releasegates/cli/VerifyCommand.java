package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.verify.ExpectedHead;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "entries say, and that checkpoints, keys and tiles belong to them. Only with --head or --witness does it show that entries at the end",
            "were cut off, and only with --key that nobody has written all of it anew. Reads only."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private static final int MAX_KEY_BYTES = 64 * 1024;
    private static final String ALLOWED_KEYS =
            "allowed: a file with a vkey, <name>+<key id>+<base64>, or with an Ed25519 public key as PEM";

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
            names = "--key",
            paramLabel = "FILE",
            description =
                    "A public key that is held elsewhere, as a vkey or as PEM. Repeatable. Without one a signature proves nothing.")
    private List<Path> keys = List.of();

    @Option(
            names = "--witness",
            paramLabel = "DIR",
            description = "A copy of what a witness was given, with a folder per log. Repeatable.")
    private List<Path> witnesses = List.of();

    @Option(
            names = "--require",
            defaultValue = "chain",
            paramLabel = "chain|signed|witnessed",
            description = "The strength that it takes for exit code 0. Default: ${DEFAULT-VALUE}")
    private Required require = Required.CHAIN;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
    private Output output = Output.TEXT;

    /** What may be demanded. */
    enum Required {
        CHAIN,
        SIGNED,
        WITNESSED
    }

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
        VerifyOptions options = new VerifyOptions(expected(), trusted(), witnesses(), Strength.valueOf(require.name()));
        VerificationReport report;
        try (Progress progress = new Progress(terminal, "Verifying")) {
            report = TrailVerifier.verify(directory, options);
        }
        if (output == Output.JSON) {
            terminal.json(json(report));
        } else {
            show(report);
        }
        return report.satisfied() ? ReleaseGates.OK : ReleaseGates.NO;
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

    private List<TrustedKey> trusted() throws InvalidInputException {
        List<TrustedKey> trusted = new ArrayList<>();
        for (Path file : keys) {
            try (InputStream stream = Files.newInputStream(file)) {
                trusted.add(TrustedKey.parse(new String(stream.readNBytes(MAX_KEY_BYTES), StandardCharsets.UTF_8)));
            } catch (RefusedNoteException e) {
                throw new InvalidInputException("--key " + file + ": " + e.getMessage() + "; " + ALLOWED_KEYS);
            } catch (IOException e) {
                throw new InvalidInputException("--key " + file + ": found no file that can be read; " + ALLOWED_KEYS);
            }
        }
        return trusted;
    }

    private List<Witness> witnesses() throws InvalidInputException {
        List<Witness> found = new ArrayList<>();
        for (Path witness : witnesses) {
            if (!Files.isDirectory(witness) || !Files.isReadable(witness)) {
                throw new InvalidInputException(
                        "--witness " + witness
                                + ": found no folder that can be read; allowed: a folder with a folder per log, as a witness has it");
            }
            found.add(new Witness(witness.toString(), witness));
        }
        return found;
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
        if (report.intact() && !report.satisfied()) {
            terminal.plain(terminal.coloured(1, "Nothing is wrong, but it is NOT AS STRONG AS REQUIRED"));
        } else {
            terminal.plain(report.intact() ? terminal.coloured(2, "Verified") : terminal.coloured(1, "NOT VERIFIED"));
        }
        report.words().forEach(terminal::line);
        terminal.line("Head: " + report.entries() + ":" + report.head());
    }

    private static ObjectNode json(VerificationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verified", report.intact());
        json.put("strength", report.strength().name().toLowerCase(Locale.ROOT));
        json.put("required", report.required().name().toLowerCase(Locale.ROOT));
        json.put("satisfied", report.satisfied());
        json.put("entries", report.entries());
        json.put("head", report.entries() + ":" + report.head());
        json.putObject("evidence")
                .put("verified", report.evidence().verified())
                .put("erased", report.evidence().erased())
                .put("notKept", report.evidence().notKept())
                .put("damaged", report.evidence().damaged());
        json.putObject("people")
                .put("verified", report.people().verified())
                .put("erased", report.people().erased())
                .put("mismatched", report.people().mismatched());
        json.putObject("checkpoints")
                .put("verified", report.log().checkpoints())
                .put("upToEntries", report.log().checkpointedUpTo())
                .put("signedUpToEntries", report.log().signedUpTo());
        report.log().keys().forEach(json.putArray("keys")::add);
        ArrayNode witnesses = json.putArray("witnesses");
        report.log()
                .witnesses()
                .forEach(witness -> witnesses
                        .addObject()
                        .put("name", witness.name())
                        .put("upToEntries", witness.entries())
                        .put("at", witness.at().toString()));
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
