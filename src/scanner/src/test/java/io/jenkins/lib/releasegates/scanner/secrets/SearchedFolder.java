package io.jenkins.lib.releasegates.scanner.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that a test fills and has searched in this process. */
final class SearchedFolder {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    /** In pieces, as everywhere in these tests: no file of the project may hold anything that looks like a secret. */
    static final String KEY = "AKIA" + "IALRWFVEALKXWKKX";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path home;
    private final Path folder;
    private int scans;

    List<String> include = List.of();
    List<String> exclude = List.of();
    List<Path> suppressions = List.of();
    List<Path> baselines = List.of();
    Optional<Path> rules = Optional.empty();
    Optional<String> salt = Optional.of("0123456789abcdef0123456789abcdef");
    Limits limits = Limits.DEFAULT;
    int fileBytes = ScanJob.Secrets.NONE.fileBytes();

    SearchedFolder(Path home) throws IOException {
        this.home = home.toRealPath();
        this.folder = Files.createDirectories(this.home.resolve("folder"));
    }

    Path path(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    SearchedFolder write(String path, String text) throws IOException {
        Files.writeString(path(path), text);
        return this;
    }

    SearchedFolder write(String path, byte[] bytes) throws IOException {
        Files.write(path(path), bytes);
        return this;
    }

    /** The lines of one result, and what was said of its progress. */
    record Lines(Path file, List<JsonNode> all, String progress) {

        List<JsonNode> of(String type) {
            return all.stream()
                    .filter(line -> line.path("type").asText().equals(type))
                    .toList();
        }

        Stream<String> findings() {
            return of("finding").stream()
                    .filter(line -> !line.has("suppressed"))
                    .map(line ->
                            line.path("path").asText() + ":" + line.path("line").asInt() + " "
                                    + line.path("rule").asText());
        }

        Stream<String> problems() {
            return of("problem").stream()
                    .map(line -> line.path("path").asText() + ": "
                            + line.path("message").asText());
        }

        JsonNode first() {
            return all.get(0);
        }

        /** What became of each suppression. */
        Stream<String> suppressions() {
            return of("suppression").stream()
                    .map(line -> line.path("use").asText() + " "
                            + line.path("by").asText() + ":" + line.path("line").asInt() + " "
                            + line.path("covers").asText());
        }

        JsonNode end() {
            return all.get(all.size() - 1);
        }
    }

    Lines scan() throws Exception {
        scans++;
        Path work = Files.createDirectory(home.resolve("work" + scans));
        Path result = home.resolve("result" + scans + ".jsonl");
        ScanJob job = new ScanJob(
                Kind.SECRETS,
                folder,
                include,
                exclude,
                Optional.empty(),
                rules,
                suppressions,
                Optional.empty(),
                ScanJob.Code.NONE,
                new ScanJob.Secrets(
                        salt.isPresent() ? UpdateJob.Key.ENVIRONMENT : UpdateJob.Key.NONE, baselines, fileBytes),
                work,
                result,
                limits);
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (ResultFile file = new ResultFile(result, "sha256:00", clock)) {
            new SecretScanner(
                            clock,
                            InputStream.nullInputStream(),
                            salt.map(text -> Map.of("SECRETS_SALT", text)).orElse(Map.of()))
                    .scan(job, new Progress(new PrintStream(progress, true, StandardCharsets.UTF_8)), file);
            file.commit();
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(result)) {
            lines.add(MAPPER.readTree(line));
        }
        return new Lines(result, lines, progress.toString(StandardCharsets.UTF_8));
    }
}
