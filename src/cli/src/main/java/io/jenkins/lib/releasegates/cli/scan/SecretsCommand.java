package io.jenkins.lib.releasegates.cli.scan;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for secrets. */
@Command(
        name = "secrets",
        description = {
            "Looks for secrets in text files that git doesn't ignore; none of them is ever shown.",
            "It judges nothing: findings end with 0 like none do."
        },
        mixinStandardHelpOptions = true)
final class SecretsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ScanOptions options = new ScanOptions();

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules beside those of the worker.")
    private @Nullable Path rules;

    @Option(names = "--suppressions", paramLabel = "FILE", description = "An allow list; may be given several times.")
    private List<Path> suppressions = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "The result of an earlier search with the same salt; may be given several times.")
    private List<Path> baselines = List.of();

    @Option(
            names = "--salt-env",
            paramLabel = "VAR",
            description = {
                "The variable of the environment that holds the salt of the fingerprints.",
                "Without it they can be compared with no other search."
            })
    private @Nullable String salt;

    SecretsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, WorkerException, IOException, InterruptedException {
        Optional<String> value = salt == null ? Optional.empty() : Optional.of(ScanOptions.secret("--salt-env", salt));
        ScanOrder order = new ScanOrder(
                "secrets",
                options.folder(),
                options.include,
                options.exclude,
                Optional.empty(),
                rules == null
                        ? Optional.empty()
                        : Optional.of(
                                ScanOptions.files("--rules", List.of(rules)).get(0)),
                ScanOptions.files("--suppressions", suppressions),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ScanOrder.Secrets(value, ScanOptions.files("--baseline", baselines))),
                Map.of("seconds", (long) options.worker.secondsOr(ScanRun.SECONDS)),
                Optional.empty());
        return ScanRun.run(terminal, options, order, null);
    }
}
