package io.jenkins.lib.releasegates.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real Prometheus on the loopback interface, with data that lies there already; ready within a second, gone at {@link #close}.
 *
 * <p>It scrapes nothing and forgets nothing for ten years, so questions at an instant of the data have the same answer each time. Needs the commands
 * {@code prometheus} and {@code promtool}; a test asks {@link #missing} first, and is skipped with what that says.
 */
public final class PrometheusProcess implements AutoCloseable {

    private static final String READY = "Server is ready to receive web requests";
    private static final String PORT_TAKEN = "address already in use";

    /** Blocks of a month rather than of two hours: a hundred times faster to write. An option that promtool doesn't list in its help. */
    private static final String LONG_BLOCKS = "--max-block-duration=768h";

    private static final int ATTEMPTS = 5;

    private final Path directory;
    private final Path configuration;
    private int port;
    private @Nullable Process process;

    private PrometheusProcess(Path directory, Path configuration) {
        this.directory = directory;
        this.configuration = configuration;
    }

    /** Why there can't be a Prometheus here, in words for a skipped test; empty when there can. */
    public static Optional<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String command : List.of("prometheus", "promtool")) {
            if (find(command).isEmpty()) {
                missing.add(command);
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("not installed here: " + String.join(", ", missing) + " (Debian package prometheus)");
    }

    /**
     * Starts one with these samples.
     *
     * @param directory where its data may lie; nothing else does
     * @param openMetrics text in the OpenMetrics format with timestamps, the samples of a series in their order, {@code # EOF} at the end; empty
     *     for none
     */
    public static PrometheusProcess with(Path directory, String openMetrics) throws IOException {
        PrometheusProcess prometheus = in(directory, "");
        if (!openMetrics.isEmpty()) {
            prometheus.addSamples(Files.writeString(directory.resolve("samples.om"), openMetrics));
        }
        prometheus.start();
        return prometheus;
    }

    /**
     * Starts one over the data that lies there.
     *
     * @param directory its data, may be empty
     * @param configuration what else stands in its configuration file, {@code scrape_configs} for example; empty for nothing
     */
    public static PrometheusProcess over(Path directory, String configuration) throws IOException {
        PrometheusProcess prometheus = in(directory, configuration);
        prometheus.start();
        return prometheus;
    }

    private static PrometheusProcess in(Path directory, String configuration) throws IOException {
        return new PrometheusProcess(
                directory, Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n" + configuration));
    }

    /** Where it listens, {@code http://127.0.0.1:PORT}; the same after another start. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it again after {@link #stop}, over what lies there now; returns when it answers. */
    public void start() throws IOException {
        if (process != null) {
            throw new IllegalStateException("It runs already");
        }
        boolean first = port == 0;
        String said = PORT_TAKEN;
        for (int attempt = 0; attempt < ATTEMPTS && process == null && said.contains(PORT_TAKEN); attempt++) {
            if (first) {
                port = freePort();
            }
            said = run();
        }
        if (process == null) {
            throw new IOException("Prometheus didn't start: " + said);
        }
    }

    /** Ends it at once, as a machine that loses power; {@link #start} starts it again. */
    public void stop() {
        Process running = process;
        if (running != null) {
            process = null;
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    /** Adds samples in the OpenMetrics format; it sees them after the next start. */
    public void addSamples(Path openMetrics) throws IOException {
        promtool("tsdb", "create-blocks-from", LONG_BLOCKS, "openmetrics", openMetrics.toString(), data().toString());
    }

    /** Runs promtool over nothing but what the arguments name, and gives what it printed. */
    public String promtool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(find("promtool").orElse(Path.of("promtool")).toString()));
        command.addAll(Arrays.asList(arguments));
        Process tool = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.onExit().join().exitValue() != 0) {
            throw new IOException("promtool " + arguments[0] + ": " + said);
        }
        return said;
    }

    /** Where its blocks lie. */
    public Path data() {
        return directory.resolve("data");
    }

    @Override
    public void close() {
        stop();
    }

    /** Starts the process and gives what it said until it was ready or ended; there is a process only when it is ready. */
    private String run() throws IOException {
        Process started = new ProcessBuilder(
                        find("prometheus").orElse(Path.of("prometheus")).toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + data(),
                        "--storage.tsdb.retention.time=10y",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        StringBuilder said = new StringBuilder();
        BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.contains(READY)) {
            said.append(line).append('\n');
            line = output.readLine();
        }
        if (line == null) {
            started.onExit().join();
        } else {
            process = started;
            drain(output);
        }
        return said.toString();
    }

    /** Reads on, so that it never waits for somebody to read what it says. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // It was ended.
                    }
                },
                "output of prometheus");
        reader.setDaemon(true);
        reader.start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find(String command) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
