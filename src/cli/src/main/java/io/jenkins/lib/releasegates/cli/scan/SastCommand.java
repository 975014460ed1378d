package io.jenkins.lib.releasegates.cli.scan;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.WorkerException;
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

/** Looks for weak code. */
@Command(
        name = "sast",
        description = {
            "Looks for weak code in class files, with SpotBugs and Find Security Bugs.",
            "It judges nothing: findings end with 0 like none do."
        },
        mixinStandardHelpOptions = true)
final class SastCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ScanOptions options = new ScanOptions();

    @Option(
            names = "--classes",
            paramLabel = "PATH",
            description =
                    "A folder of class files or a jar, relative to FOLDER; may be given several times. Default: all class files")
    private List<String> classes = List.of();

    @Option(
            names = "--auxiliary",
            paramLabel = "PATH",
            description = "A jar or folder that the classes refer to; may be given several times.")
    private List<Path> auxiliary = List.of();

    @Option(
            names = "--sources",
            paramLabel = "PATH",
            description = "A root of sources, relative to FOLDER; may be given several times.")
    private List<String> sources = List.of();

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where results of unchanged files are kept; what can write there can forge results.")
    private @Nullable Path cache;

    SastCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, WorkerException, IOException, InterruptedException {
        Path folder = options.folder();
        inside(folder, "--classes", classes);
        inside(folder, "--sources", sources);
        ScanOrder order = new ScanOrder(
                "sast",
                folder,
                options.include,
                options.exclude,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.ofNullable(cache).map(ScanOptions::absolute),
                Optional.of(new ScanOrder.Code(classes, ScanOptions.files("--auxiliary", auxiliary), sources)),
                Optional.empty(),
                Map.of("seconds", (long) options.worker.secondsOr(ScanRun.SECONDS)),
                Optional.empty());
        return ScanRun.run(terminal, options, order, null);
    }

    /** The worker looks at less where a path leads nowhere; here it was typed by a person. */
    private static void inside(Path folder, String option, List<String> paths) throws InvalidInputException {
        for (String path : paths) {
            Path file = folder.resolve(path).normalize();
            if (Path.of(path).isAbsolute() || !file.startsWith(folder) || !Files.exists(file)) {
                throw new InvalidInputException(option + " " + path + ": found nothing of this name in " + folder
                        + "; allowed: a path relative to it");
            }
        }
    }
}
