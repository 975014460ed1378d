package io.jenkins.lib.releasegates.promotion.traffic.process;

import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command line that the owner of a target has defined.
 *
 * @param arguments the program and what it is told; each as it stands, since no shell reads it
 * @param environment all the variables that it gets
 * @param patience until it and the processes that are its own are ended; one that it has let go of, as a daemon, is nobody's
 */
public record OwnersCommand(List<String> arguments, Map<String, String> environment, Duration patience) {

    /** What is read of its output. */
    private static final int MOST_BYTES = 64 * 1024;

    /** A thread for each of its streams: a pool that is busy would leave it waiting for what it is told. */
    private static final Executor STREAMS = task -> {
        Thread thread = new Thread(task, "release-gates-target-command");
        thread.setDaemon(true);
        thread.start();
    };

    /** @throws IllegalArgumentException without a program */
    public OwnersCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty() || arguments.get(0).isBlank()) {
            throw new IllegalArgumentException("Found no program, expected a command line");
        }
    }

    /**
     * What it has said.
     *
     * @param exit its code
     * @param output what it wrote, in UTF-8
     * @param errors what it wrote beside that
     */
    public record Result(int exit, String output, String errors) {}

    /** Runs it with that input; returns when it has ended, or was ended with the processes that are its own. */
    public Result run(String input) throws TargetException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(arguments);
            builder.environment().clear();
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new TargetException(Reason.REFUSED, this + " can't be run: " + e.getMessage(), e);
        }
        try {
            CompletableFuture<byte[]> output = read(process.getInputStream());
            CompletableFuture<byte[]> errors = read(process.getErrorStream());
            STREAMS.execute(() -> write(process, input));
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TargetException(
                        Reason.UNREACHABLE, this + " didn't end within " + patience.toMillis() + " ms and was ended");
            }
            return new Result(process.exitValue(), text(output), text(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(Reason.UNREACHABLE, this + " was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String text(CompletableFuture<byte[]> stream) throws TargetException, InterruptedException {
        try {
            byte[] bytes = stream.get(1, TimeUnit.SECONDS);
            if (bytes.length > MOST_BYTES) {
                throw new TargetException(Reason.MALFORMED, this + " has written more than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (ExecutionException | TimeoutException e) {
            throw new TargetException(Reason.UNREACHABLE, this + ": what it wrote can't be read: " + e, e);
        }
    }

    /** So much and one byte more of what it writes; the rest is thrown away, so that it doesn't wait for somebody to read. */
    private static CompletableFuture<byte[]> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        ByteArrayOutputStream kept = new ByteArrayOutputStream();
                        byte[] buffer = new byte[8 * 1024];
                        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                            kept.write(buffer, 0, Math.min(read, MOST_BYTES + 1 - kept.size()));
                        }
                        return kept.toByteArray();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                STREAMS);
    }

    private static void write(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It doesn't want to know; what it says counts.
        }
    }

    /** As somebody would type it. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
