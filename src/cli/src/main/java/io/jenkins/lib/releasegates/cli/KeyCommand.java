package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.KeyFolder;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.cli.terminal.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The key that a ledger is signed with: its public half to take along, and going over to a new one. */
@Command(
        name = "key",
        description = "Shows the public key of a ledger, or goes over to a new one.",
        mixinStandardHelpOptions = true)
final class KeyCommand implements Runnable {

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    KeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: export or rotate");
    }

    /** How a public key is written. */
    enum Format {
        PEM,
        VKEY
    }

    @Command(
            name = "export",
            description = {
                "Writes the public key in force, as the ledger names it; needs no private key.",
                "Keep it away from the ledger: a key that lies beside it proves nothing."
            },
            mixinStandardHelpOptions = true)
    int export(
            @Option(
                            names = "--ledger",
                            required = true,
                            paramLabel = "DIR",
                            description = "The ledger, or a copy of one.")
                    Path directory,
            @Option(
                            names = "--format",
                            defaultValue = "pem",
                            paramLabel = "pem|vkey",
                            description = "PEM, or the line of a C2SP signed note. Default: ${DEFAULT-VALUE}")
                    Format format,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "Where it is written. Default: standard output")
                    @Nullable
                    Path file)
            throws InvalidInputException, IOException, LedgerException {
        isLedger(directory);
        try (Ledger ledger = Ledger.openForReading(directory)) {
            LogKey key = ledger.key()
                    .orElseThrow(() -> new InvalidInputException(
                            directory + ": found no key in the trail; allowed: a ledger that is signed"));
            String text = format == Format.PEM ? key.pem() : key.vkey() + "\n";
            if (file == null) {
                text.lines().forEach(terminal::line);
            } else {
                WrittenFile.write(file, text);
                terminal.line("Wrote " + file + ", the public key " + key.vkey());
            }
            return ReleaseGates.OK;
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Goes over to a new key, which the one in force endorses, and records that.",
                "Nobody else may have the ledger open: stop its Jenkins, or rotate on its page \"Release audit\".",
                "Run it as the user that runs Jenkins: the new key can be read by who made it alone."
            },
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(names = "--ledger", required = true, paramLabel = "DIR", description = "The ledger.")
                    Path directory,
            @Option(
                            names = "--key-folder",
                            required = true,
                            paramLabel = "DIR",
                            description =
                                    "The folder with its private key; of a Jenkins, secrets/release-gates in its home.")
                    Path folder,
            @Option(
                            names = "--output",
                            defaultValue = "text",
                            paramLabel = "text|json",
                            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
                    Output output)
            throws InvalidInputException, IOException, LedgerException {
        isLedger(directory);
        if (!Files.isRegularFile(folder.resolve(KeyFolder.KEY))) {
            throw new InvalidInputException(folder + ": found no file '" + KeyFolder.KEY
                    + "' in it; allowed: the folder with the private key of this ledger");
        }
        String user = System.getProperty("user.name", "unknown");
        Clock clock = Clock.systemUTC();
        SigningKeys keys = new KeyFolder(folder, new SecureRandom());
        holdsTheKeyOf(directory, folder, keys);
        try (Ledger ledger = Ledger.open(directory, keys, clock.instant())) {
            LogKey before = ledger.key().orElseThrow();
            ledger.rotateKey(new Actor(user, user, Actor.Means.COMMAND), clock.instant());
            LogKey now = ledger.key().orElseThrow();
            if (output == Output.JSON) {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                json.put("before", before.vkey()).put("key", now.vkey());
                terminal.json(json);
            } else {
                terminal.line("The key was " + before.vkey());
                terminal.line("It is now   " + now.vkey());
                terminal.line("Entry " + (ledger.head().entries() - 1) + " of " + directory
                        + " names it, endorsed by the one before.");
            }
            return ReleaseGates.OK;
        }
    }

    /** With another one the ledger would go over to a key that nobody endorses. */
    private static void holdsTheKeyOf(Path directory, Path folder, SigningKeys keys)
            throws InvalidInputException, IOException, LedgerException {
        try (Ledger reading = Ledger.openForReading(directory)) {
            LogKey inForce = reading.key()
                    .orElseThrow(() -> new InvalidInputException(
                            directory + ": found no key in the trail; allowed: a ledger that is signed"));
            if (keys.endorsing(inForce).isEmpty()) {
                throw new InvalidInputException(folder + ": found another key than the one in force, " + inForce.vkey()
                        + "; allowed: the folder with the private key of this ledger");
            }
        }
    }

    private static void isLedger(Path directory) throws InvalidInputException {
        if (!Files.isDirectory(directory.resolve("trail"))) {
            throw new InvalidInputException(
                    directory + ": found no folder 'trail' in it; allowed: the folder of a ledger");
        }
    }
}
