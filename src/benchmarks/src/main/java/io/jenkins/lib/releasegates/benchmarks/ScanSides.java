package io.jenkins.lib.releasegates.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.launcher.Installation;
import io.jenkins.lib.releasegates.launcher.Listener;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanResult;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Both sides of a scan, each as the process it is for users: ours as a step or the command starts it, with the check of its bundle. */
final class ScanSides {

    private static final Path BUNDLE =
            Path.of("src/scanner/target/scanner-bundle").toAbsolutePath();
    private static final Path FEED = Path.of("src/scanner/src/test/resources/nvd");
    private static final int HEAP = Installation.DEFAULT_HEAP_MEGABYTES;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final ScanWorker worker;
    private final Path snapshot;

    /** Makes the database for both. */
    ScanSides(Path folder) throws IOException, InterruptedException, WorkerException {
        this.folder = folder;
        this.worker = new ScanWorker(new Installation(
                BUNDLE,
                Files.readAllBytes(BUNDLE.resolve("manifest.json")),
                folder.resolve("runs"),
                Installation.sameJava(),
                HEAP));
        this.snapshot = worker.update(
                new UpdateOrder(
                        UpdateOrder.Source.FEED,
                        mirror().toUri(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(FEED.resolve("kev.json").toAbsolutePath().toUri()),
                        folder.resolve("snapshots"),
                        Optional.empty(),
                        600),
                new Silent());
    }

    /** What our worker finds, a line {@code file vulnerability} each. */
    Set<String> ours(Path jars, Path cache) throws IOException, InterruptedException {
        ScanOrder order = new ScanOrder(
                "sca",
                jars,
                List.of(),
                List.of(),
                Optional.of(new ScanOrder.Database(snapshot, Optional.empty())),
                Optional.empty(),
                List.of(),
                Optional.of(cache),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
        try {
            return worker.scan(order, new Silent(), ScanSides::found);
        } catch (WorkerException e) {
            throw new IOException("Our worker can't scan " + jars, e);
        }
    }

    private static Set<String> found(ScanResult result) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String line : Files.readAllLines(result.file())) {
            JsonNode node = MAPPER.readTree(line);
            if (node.path("type").asText().equals("finding")) {
                found.add(node.path("path").asText() + " " + node.path("rule").asText());
            }
        }
        return found;
    }

    /** The same of Dependency-Check alone. */
    Set<String> peer(Path jars) throws IOException, InterruptedException {
        Path out = folder.resolve("peer.found");
        Path errors = folder.resolve("peer.err");
        Path work = Files.createTempDirectory(folder, "peer");
        Process process = new ProcessBuilder(
                        Installation.sameJava().toString(),
                        "-Xmx" + HEAP + "m",
                        "-Djava.io.tmpdir=" + work,
                        "-cp",
                        Path.of("src/benchmarks/target/classes").toAbsolutePath() + ":" + BUNDLE.resolve("lib") + "/*",
                        DependencyCheckAlone.class.getName(),
                        snapshot.toString(),
                        jars.toString(),
                        work.toString(),
                        out.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("Dependency-Check alone can't scan " + jars + ": "
                        + Files.readAllLines(errors).stream().limit(5).toList());
            }
        } finally {
            process.destroyForcibly();
        }
        return new TreeSet<>(Files.readAllLines(out));
    }

    /** The feed of the worker's tests in the form of a mirror. */
    private Path mirror() throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.writeString(
                mirror.resolve("cache.properties"),
                "prefix=nvdcve-\nlastModifiedDate=2026-11-20T00\\:00\\:00Z\nlastModifiedDate.2021=2026-11-20T00\\:00\\:00Z\n"
                        + "lastModifiedDate.modified=2026-11-20T00\\:00\\:00Z\n");
        gzip(mirror.resolve("nvdcve-2021.json.gz"), Files.readString(FEED.resolve("vulnerabilities.json")));
        gzip(mirror.resolve("nvdcve-modified.json.gz"), "{\"vulnerabilities\":[]}");
        return mirror;
    }

    private static void gzip(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Silent implements Listener {

        @Override
        public void log(String message) {}

        @Override
        public void warning(String message) {}

        @Override
        public void progress(long done, long of, String what) {}
    }
}
