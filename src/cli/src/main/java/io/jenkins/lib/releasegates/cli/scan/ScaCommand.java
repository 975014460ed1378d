package io.jenkins.lib.releasegates.cli.scan;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import io.jenkins.lib.releasegates.launcher.snapshot.InstalledSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for components with known vulnerabilities. */
@Command(
        name = "sca",
        description = {
            "Looks for components with known vulnerabilities, without network.",
            "It judges nothing: findings end with 0 like none do."
        },
        mixinStandardHelpOptions = true)
final class ScaCommand implements Callable<Integer> {

    private static final String HOW =
            "; allowed: a snapshot, or a folder of snapshots as `release-gates scan update --snapshots DIR` makes it";

    private final Terminal terminal;

    @Mixin
    private final ScanOptions options = new ScanOptions();

    @Option(
            names = "--database",
            required = true,
            paramLabel = "DIR",
            description =
                    "A snapshot of the vulnerability database, or the folder of all, of which the newest is taken.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path database;

    @Option(
            names = "--suppressions",
            paramLabel = "FILE",
            description =
                    "Suppressions of Dependency-Check (XML) or a CycloneDX VEX document (JSON); may be given several times.")
    private List<Path> suppressions = List.of();

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where results of unchanged files are kept; what can write there can forge results.")
    private @Nullable Path cache;

    @Option(
            names = "--sbom",
            paramLabel = "DIR",
            description = "Write the bill of materials there: bom.json, bom.xml and vex.json (CycloneDX 1.6).")
    private @Nullable Path documents;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the bill is of; the folder's name unless it is given.")
    private @Nullable String name;

    @Option(names = "--subject-version", paramLabel = "VERSION", description = "The version of what the bill is of.")
    private @Nullable String version;

    ScaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, WorkerException, IOException, InterruptedException {
        if (documents == null && (name != null || version != null)) {
            throw new InvalidInputException(
                    "found --name or --subject-version without --sbom; allowed: both, since they name what a bill is of");
        }
        Path folder = options.folder();
        Optional<ScanOrder.Bill> bill = documents == null
                ? Optional.empty()
                : Optional.of(new ScanOrder.Bill(
                        name != null ? name : String.valueOf(folder.getFileName()), Optional.ofNullable(version)));
        Path snapshot = snapshot();
        ScanOrder order = new ScanOrder(
                "sca",
                folder,
                options.include,
                options.exclude,
                Optional.of(new ScanOrder.Database(snapshot, InstalledSnapshot.digest(snapshot))),
                Optional.empty(),
                ScanOptions.files("--suppressions", suppressions),
                Optional.ofNullable(cache).map(ScanOptions::absolute),
                Optional.empty(),
                Optional.empty(),
                Map.of("seconds", (long) options.worker.secondsOr(ScanRun.SECONDS)),
                bill);
        return ScanRun.run(terminal, options, order, documents);
    }

    private Path snapshot() throws InvalidInputException, IOException {
        if (!Files.isDirectory(database)) {
            throw new InvalidInputException("--database " + database + ": found no folder" + HOW);
        }
        Path given = ScanOptions.absolute(database);
        if (InstalledSnapshot.digest(given).isPresent()) {
            return given;
        }
        return InstalledSnapshot.newest(given)
                .orElseThrow(() -> new InvalidInputException("--database " + database + ": found no snapshot" + HOW));
    }
}
