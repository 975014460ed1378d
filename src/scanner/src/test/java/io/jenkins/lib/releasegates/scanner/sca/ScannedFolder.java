package io.jenkins.lib.releasegates.scanner.sca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.scanner.database.VulnerabilityFeed;
import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.job.SbomOrder;
import io.jenkins.lib.releasegates.scanner.job.SbomOrder.Documents;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder that a test fills and has scanned in this process. */
final class ScannedFolder {

    static final Path VULNERABLE = Path.of("target", "jars", "vulnerable");
    static final Path MENDED = Path.of("target", "jars", "mended");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path home;
    private final Path folder;
    private int scans;

    List<String> include = List.of();
    List<String> exclude = List.of();
    List<Path> suppressions = List.of();
    Optional<Path> cache = Optional.empty();
    Limits limits = Limits.DEFAULT;
    Optional<SbomOrder> sbom = Optional.empty();
    Path database = VulnerabilityFeed.snapshot();

    ScannedFolder(Path home) throws IOException {
        this.home = home.toRealPath();
        this.folder = Files.createDirectories(this.home.resolve("folder"));
    }

    Path path(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    ScannedFolder copy(Path file, String path) throws IOException {
        Files.copy(file, path(path));
        return this;
    }

    ScannedFolder write(String path, String text) throws IOException {
        Files.writeString(path(path), text);
        return this;
    }

    ScannedFolder zip(String path, Object... namesAndContents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path(path)))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                if (namesAndContents[i + 1] instanceof Path file) {
                    Files.copy(file, zip);
                } else {
                    zip.write((byte[]) namesAndContents[i + 1]);
                }
                zip.closeEntry();
            }
        }
        return this;
    }

    /** Has documents written for the next scan, in both forms. */
    ScannedFolder order(String name, String version, boolean vex) {
        sbom = Optional.of(new SbomOrder(
                name,
                Optional.of(version),
                Optional.empty(),
                documents("bom"),
                vex ? documents("vex") : Documents.NONE));
        return this;
    }

    private Documents documents(String name) {
        return new Documents(Optional.of(document(name + ".json")), Optional.of(document(name + ".xml")));
    }

    /** Where a document of the last scan is. */
    Path document(String name) {
        return home.resolve(name);
    }

    /** The lines of one result, and what was said of its progress. */
    record Lines(List<JsonNode> all, String progress) {

        List<JsonNode> of(String type) {
            return all.stream()
                    .filter(line -> line.path("type").asText().equals(type))
                    .toList();
        }

        Stream<String> findings() {
            return of("finding").stream()
                    .filter(line -> !line.has("suppressed"))
                    .map(line ->
                            line.path("path").asText() + " " + line.path("rule").asText());
        }

        Stream<String> problems() {
            return of("problem").stream()
                    .map(line -> line.path("path").asText() + ": "
                            + line.path("message").asText());
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

        /** Everything but times, and how many files were remembered. */
        List<JsonNode> withoutTimes() {
            return all.subList(1, all.size() - 1);
        }
    }

    Lines scan() throws Exception {
        scans++;
        Path work = Files.createDirectory(home.resolve("work" + scans));
        Path result = home.resolve("result" + scans + ".jsonl");
        ScanJob job = new ScanJob(
                Kind.SCA,
                folder,
                include,
                exclude,
                Optional.of(database),
                Optional.empty(),
                suppressions,
                cache,
                ScanJob.Code.NONE,
                ScanJob.Secrets.NONE,
                work,
                result,
                limits,
                sbom);
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(VulnerabilityFeed.NOW, ZoneOffset.UTC);
        try (ResultFile file = new ResultFile(result, "sha256:00", clock)) {
            new ScaScanner(clock)
                    .scan(job, new Progress(new PrintStream(progress, true, StandardCharsets.UTF_8)), file);
            file.commit();
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(result)) {
            lines.add(MAPPER.readTree(line));
        }
        return new Lines(lines, progress.toString(StandardCharsets.UTF_8));
    }
}
