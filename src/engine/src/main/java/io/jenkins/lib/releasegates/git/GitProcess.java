package io.jenkins.lib.releasegates.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs the {@code git} that is installed, for no longer than somebody is patient and for no more than somebody reads; it can ask nobody anything.
 * Immutable.
 */
public final class GitProcess {

    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int MAX_ERRORS = 4 * 1024 * 1024;
    private static final int MAX_SHOWN = 600;

    /** Milliseconds until it is looked again how much it has written. */
    private static final long PAUSE = 100;

    /** Seconds that it has to take its locks and drafts away when it is stopped. */
    private static final long PARTING = 2;

    /** Variables that would have it look elsewhere, believe something else, or tell what it sends. */
    private static final Pattern INHERITED =
            Pattern.compile("GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX|OBJECT|ALTERNATE|NAMESPACE|CONFIG_PARAMETERS"
                    + "|TRACE|CURL_VERBOSE|REPLACE|NO_REPLACE|GRAFT|SHALLOW|REDIRECT).*");

    private final Path directory;
    private final Duration patience;
    private final List<String> settings;
    private final Map<String, String> variables;

    /**
     * In this directory.
     *
     * @param patience for each run
     */
    public GitProcess(Path directory, Duration patience) {
        this(directory, patience, List.of("protocol.ext.allow=never"), Map.of());
    }

    private GitProcess(Path directory, Duration patience, List<String> settings, Map<String, String> variables) {
        this.directory = directory;
        this.patience = patience;
        this.settings = List.copyOf(settings);
        this.variables = Map.copyOf(variables);
    }

    /** It took longer than somebody was patient, and was stopped. */
    public static final class OutOfPatienceException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        OutOfPatienceException(String message) {
            super(message);
        }
    }

    /** The same with further settings, as {@code git -c} takes them: {@code gc.auto=200}. Everybody on the machine can see them. */
    public GitProcess with(String... further) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(further));
        return new GitProcess(directory, patience, all, variables);
    }

    /** The same with further variables of its environment. */
    public GitProcess with(Map<String, String> further) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(further);
        return new GitProcess(directory, patience, settings, all);
    }

    /**
     * What it wrote to its standard output, 64 KiB at most.
     *
     * @throws IOException when it can't be started, fails, takes too long or writes too much; with what it said
     */
    public String run(byte[] input, String... arguments) throws IOException {
        return new String(output(MAX_OUTPUT, input, arguments), StandardCharsets.UTF_8);
    }

    /**
     * What it wrote to its standard output.
     *
     * @param most bytes that are read of it; more are a failure
     * @throws OutOfPatienceException when it takes too long
     * @throws IOException when it can't be started, fails or writes too much; with what it said
     */
    public byte[] output(int most, byte[] input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("release-gates-git", ".out");
        Path errors = Files.createTempFile("release-gates-git", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            prepare(builder.environment());
            Process process = builder.start();
            finish(process, input, new Written(output, errors, most), arguments[0]);
            if (process.exitValue() != 0) {
                throw new IOException("git " + arguments[0] + " ended with " + process.exitValue() + ": "
                        + shown(errors).strip());
            }
            return Files.readAllBytes(output);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private void prepare(Map<String, String> environment) {
        environment.keySet().removeIf(variable -> INHERITED.matcher(variable).matches());
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
        environment.put("LC_ALL", "C");
        environment.putAll(variables);
    }

    private void finish(Process process, byte[] input, Written written, String what) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            try (OutputStream stream = process.getOutputStream()) {
                stream.write(input);
            } catch (IOException e) {
                // It has ended before it read everything, and says why itself.
            }
            boolean ended = false;
            while (!ended) {
                ended = process.waitFor(PAUSE, TimeUnit.MILLISECONDS);
                written.check(what);
                if (!ended && System.nanoTime() - end > 0) {
                    throw new OutOfPatienceException(
                            "git " + what + " took longer than " + patience.toSeconds() + " seconds");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("git " + what + " was interrupted", e);
        } finally {
            if (process.isAlive()) {
                stop(process);
            }
        }
    }

    private static void stop(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(PARTING, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String shown(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(MAX_SHOWN), StandardCharsets.UTF_8);
        }
    }

    /** Where it writes to, and how much it may. */
    private record Written(Path output, Path errors, int most) {

        void check(String what) throws IOException {
            if (Files.size(output) > most || Files.size(errors) > MAX_ERRORS) {
                throw new IOException("git " + what + " wrote more than "
                        + (Files.size(output) > most ? most : MAX_ERRORS) + " bytes");
            }
        }
    }
}
