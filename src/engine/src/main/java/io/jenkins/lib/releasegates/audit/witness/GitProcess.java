package io.jenkins.lib.releasegates.audit.witness;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the {@code git} that is installed, for no longer than somebody is patient; it can ask nobody anything. */
final class GitProcess {

    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int MAX_SHOWN = 600;

    private final Path directory;
    private final Duration patience;

    GitProcess(Path directory, Duration patience) {
        this.directory = directory;
        this.patience = patience;
    }

    /**
     * What it wrote to its standard output.
     *
     * @throws IOException when it can't be started, fails or takes too long; with what it said
     */
    String run(byte[] input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.ext.allow=never", "-c", "gc.auto=200"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("release-gates-git", ".out");
        Path errors = Files.createTempFile("release-gates-git", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            Map<String, String> environment = builder.environment();
            environment
                    .keySet()
                    .removeIf(variable -> variable.startsWith("GIT_DIR") || variable.startsWith("GIT_WORK"));
            environment.put("GIT_TERMINAL_PROMPT", "0");
            environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
            environment.put("LC_ALL", "C");
            Process process = builder.start();
            finish(process, input, arguments[0]);
            if (process.exitValue() != 0) {
                throw new IOException("git " + arguments[0] + " ended with " + process.exitValue() + ": "
                        + shown(errors).strip());
            }
            return shown(output);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private void finish(Process process, byte[] input, String what) throws IOException {
        boolean ended = false;
        try {
            try (OutputStream stream = process.getOutputStream()) {
                stream.write(input);
            } catch (IOException e) {
                // It has ended before it read everything, and says why itself.
                ended = process.waitFor(1, TimeUnit.SECONDS);
            }
            ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                throw new IOException("git " + what + " took longer than " + patience.toSeconds() + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("git " + what + " was interrupted", e);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static String shown(Path file) throws IOException {
        byte[] bytes = Files.size(file) > MAX_OUTPUT ? new byte[0] : Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) : text;
    }
}
