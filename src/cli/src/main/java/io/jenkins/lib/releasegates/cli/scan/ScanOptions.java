package io.jenkins.lib.releasegates.cli.scan;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all scans are told. */
final class ScanOptions {

    @Mixin
    final WorkerOptions worker = new WorkerOptions();

    @Parameters(paramLabel = "FOLDER", description = "What to look at.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description =
                    "Paths in the folder to look at, such as '**/*.jar'; may be given several times. Default: everything")
    List<String> include = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Paths in the folder to leave out; wins over --include. May be given several times.")
    List<String> exclude = List.of();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "Where the result is written, one JSON object per line; `evaluate --report` reads it.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--json", description = "One JSON document about the result on standard output.")
    boolean json;

    Path folder() throws InvalidInputException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(folder + ": found no folder; allowed: a folder to look at");
        }
        return absolute(folder);
    }

    Path output() throws InvalidInputException {
        String word = output.toString().toLowerCase(Locale.ROOT);
        if (word.equals("json") || word.equals("text")) {
            throw new InvalidInputException(
                    "--output " + output
                            + ": found a word that other commands take; allowed: a file for the result, and --json for JSON on standard output");
        }
        if (Files.isDirectory(output)) {
            throw new InvalidInputException(
                    "--output " + output + ": found a folder; allowed: a file, which is written anew");
        }
        return output;
    }

    /** Files that were given have to be there. */
    static List<Path> files(String option, List<Path> given) throws InvalidInputException {
        for (Path file : given) {
            if (!Files.exists(file)) {
                throw new InvalidInputException(option + " " + file + ": found nothing there; allowed: a file that is");
            }
        }
        return given.stream().map(ScanOptions::absolute).toList();
    }

    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /**
     * What a variable of the environment holds; never shown.
     *
     * @param option that names the variable
     */
    static String secret(String option, String variable) throws InvalidInputException {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new InvalidInputException(option + " " + variable
                    + ": found no such variable in the environment; allowed: the name of one that holds the secret");
        }
        return value.strip();
    }
}
