package io.jenkins.lib.releasegates.cli;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Progress;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.verify.BundleReport;
import io.jenkins.lib.releasegates.verify.BundleVerifier;
import io.jenkins.lib.releasegates.verify.ExpectedHead;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.bundle.BundleFile;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a ledger, or the proof bundle of one build, without trusting whoever wrote it. */
@Command(
        name = "verify",
        description = {
            "Checks a ledger, or a copy of one: that each entry follows from the one before it, and that evidence and clear values are what the",
            "entries say, and that checkpoints, keys and tiles belong to them. Only with --head or --witness does it show that entries at the end",
            "were cut off, and only with --key that nobody has written all of it anew. Reads only.",
            "",
            "Of the proof bundle of one build, a zip file: that its entries are among those that the log's key has signed, and that evidence and",
            "clear values are what they say. A bundle can't tell whether there are more entries about the build."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private static final int MAX_KEY_BYTES = 64 * 1024;
    private static final String ALLOWED_KEYS =
            "allowed: a file with a vkey, <name>+<key id>+<base64>, or with an Ed25519 public key as PEM";

    private final Terminal terminal;

    @Parameters(paramLabel = "DIR|FILE.zip", description = "The ledger, or the proof bundle of one build.")
    @SuppressWarnings("NullAway.Init")
    private Path given;

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
    public Integer call() throws InvalidInputException, IOException {
        boolean bundle = Files.isRegularFile(given);
        if (bundle) {
            checkIsBundle();
        } else {
            checkIsLedger();
        }
        VerifyOptions options = new VerifyOptions(expected(), trusted(), witnesses(), Strength.valueOf(require.name()));
        return (bundle ? bundle(options) : ledger(options)) ? ReleaseGates.OK : ReleaseGates.NO;
    }

    private boolean ledger(VerifyOptions options) {
        VerificationReport report;
        try (Progress progress = new Progress(terminal, "Verifying")) {
            report = TrailVerifier.verify(given, options);
        }
        new ShownVerification(terminal).show(report, output);
        return report.satisfied();
    }

    private boolean bundle(VerifyOptions options) {
        BundleReport report;
        try (Progress progress = new Progress(terminal, "Verifying")) {
            report = BundleVerifier.verify(given, options);
        }
        new ShownVerification(terminal).show(report, output);
        return report.verification().satisfied();
    }

    private void checkIsLedger() throws InvalidInputException {
        if (!Files.isDirectory(given)) {
            throw new InvalidInputException(
                    given + ": found neither folder nor file; allowed: the folder of a ledger, or a proof bundle");
        }
        if (Stream.of("trail", "people", "evidence").map(given::resolve).noneMatch(Files::isDirectory)) {
            throw new InvalidInputException(given
                    + ": found none of the folders trail, people and evidence; allowed: the folder of a ledger, or a proof"
                    + " bundle");
        }
    }

    private void checkIsBundle() throws InvalidInputException, IOException {
        if (!BundleFile.isZip(given)) {
            throw new InvalidInputException(
                    given + ": found no zip file; allowed: the folder of a ledger, or a proof bundle");
        }
        if (head != null) {
            throw new InvalidInputException(
                    "--head: found one beside a proof bundle, which can't tell it; allowed with the folder of a ledger");
        }
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
}
