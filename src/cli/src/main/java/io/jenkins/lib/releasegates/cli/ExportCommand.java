package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.cli.terminal.WrittenFile;
import io.jenkins.lib.releasegates.report.bundle.ProofBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Hands on what a ledger says about one build, so that it can be verified alone. */
@Command(
        name = "export",
        description = {
            "Writes the proof bundle of one build: its entries, the evidence they name, and what proves that they are in the log, in one zip file",
            "that `release-gates verify` checks alone. Reads only; the ledger may be in use."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--ledger", required = true, paramLabel = "DIR", description = "The ledger, or a copy of one.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(names = "--build", required = true, paramLabel = "ID", description = "Id of the build in the record.")
    @SuppressWarnings("NullAway.Init")
    private String build;

    @Option(names = "--zip", required = true, paramLabel = "FILE", description = "Where the bundle is written.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--without-persons",
            description = "Leave out the clear values of persons. The bundle proves as much without them.")
    private boolean withoutPersons;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "What stands on standard output. Default: ${DEFAULT-VALUE}")
    private Output output = Output.TEXT;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, IOException, LedgerException {
        if (!Files.isDirectory(directory.resolve("trail"))) {
            throw new InvalidInputException(
                    directory + ": found no folder 'trail' in it; allowed: the folder of a ledger");
        }
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(
                    "--zip " + file + ": found a folder; allowed: a file, which is written anew");
        }
        try (Ledger ledger = Ledger.openForReading(directory)) {
            ProofBundle bundle = ProofBundle.of(ledger, build, !withoutPersons)
                    .orElseThrow(() -> new InvalidInputException(directory + ": found no entry about the build " + build
                            + "; allowed: the id of a build, as an entry's subject.build says it"));
            WrittenFile.write(file, bundle::writeTo);
            if (output == Output.JSON) {
                terminal.json(json(bundle));
            } else {
                show(bundle);
            }
            return ReleaseGates.OK;
        }
    }

    private void show(ProofBundle bundle) {
        terminal.line("Wrote " + file + ", " + bundle.size() + " bytes with " + bundle.entries()
                + " entries about the build " + build);
        if (!bundle.signed()) {
            terminal.line("This log signs nothing: the bundle proves nothing against a log that was rewritten");
        } else if (!bundle.notSigned().isEmpty()) {
            terminal.line("Entries that no checkpoint covers yet, so that nothing proves them: "
                    + bundle.notSigned().size());
        }
        if (bundle.evidenceNotIncluded() > 0) {
            terminal.line("Evidence that isn't included, since it isn't kept, is damaged, or is too large together: "
                    + bundle.evidenceNotIncluded());
        }
    }

    private ObjectNode json(ProofBundle bundle) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", file.toString());
        json.put("bytes", bundle.size());
        json.put("build", build);
        json.put("entries", bundle.entries());
        json.put("signed", bundle.signed());
        bundle.notSigned().forEach(json.putArray("notSigned")::add);
        json.put("evidenceNotIncluded", bundle.evidenceNotIncluded());
        return json;
    }
}
