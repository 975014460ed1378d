package io.jenkins.lib.releasegates.cli.scan;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which worker is started, and what it may use. */
final class WorkerOptions {

    @Option(
            names = "--worker",
            paramLabel = "DIR|ZIP",
            description = {
                "The bundle of the scan worker, as a folder or as scanner-bundle.zip.",
                "Default: what " + WorkerBundle.VARIABLE + " names, else the folder scanner-bundle beside the command."
            })
    @Nullable
    Path bundle;

    @Option(
            names = "--worker-manifest",
            paramLabel = "FILE",
            description = {
                "The manifest that the bundle has to have, from a place that whoever can write the bundle can't.",
                "Default: the bundle's own"
            })
    @Nullable
    Path manifest;

    @Option(
            names = "--heap",
            defaultValue = "1024",
            paramLabel = "MB",
            description = "The worker's largest heap. Default: ${DEFAULT-VALUE}")
    int heap;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long it may take. Default: 3600 for a scan, 14400 for an update")
    @Nullable
    Integer seconds;

    int secondsOr(int otherwise) {
        return seconds == null ? otherwise : seconds;
    }
}
