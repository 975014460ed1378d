package io.jenkins.lib.releasegates.scanner.sast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SastScannerTest {

    private static final Path SPOTBUGS =
            Path.of("target", "scanner-bundle", "sast").toAbsolutePath();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path temporary;

    private Path home;
    private Path folder;
    private int scans;
    private ScanJob.Code code = ScanJob.Code.NONE;

    @BeforeEach
    void compile() throws Exception {
        home = temporary.toRealPath();
        folder = home.resolve("folder");
        List<String> arguments = new ArrayList<>(List.of(
                "-g",
                "-nowarn",
                "-d",
                Files.createDirectories(folder.resolve("target/classes")).toString()));
        for (String name : List.of("Weak.java", "Sound.java")) {
            Path source = folder.resolve("src/main/java/shop").resolve(name);
            Files.createDirectories(folder.resolve("src/main/java/shop"));
            Files.copy(Path.of("src/test/resources/sast/shop").resolve(name), source);
            arguments.add(source.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                OutputStream.nullOutputStream(),
                                OutputStream.nullOutputStream(),
                                arguments.toArray(String[]::new)))
                .isZero();
    }

    private List<JsonNode> scan(Path spotBugs) throws Exception {
        scans++;
        Path result = home.resolve("result" + scans);
        ScanJob job = new ScanJob(
                Kind.SAST,
                folder,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(home.resolve("cache")),
                code,
                Files.createDirectory(home.resolve("work" + scans)),
                result,
                Limits.DEFAULT);
        try (ResultFile file = new ResultFile(result, "sha256:00", CLOCK)) {
            new SastScanner(spotBugs, CLOCK)
                    .scan(job, new Progress(new PrintStream(new ByteArrayOutputStream())), file);
            file.commit();
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(result)) {
            lines.add(MAPPER.readTree(line));
        }
        return lines;
    }

    private static Stream<String> findings(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.path("type").asText().equals("finding"))
                .map(line -> line.path("path").asText() + ":"
                        + line.path("line").asInt() + " " + line.path("rule").asText());
    }

    /** What the comments of the sample promise. */
    private Set<String> promised() throws Exception {
        Set<String> promised = new TreeSet<>();
        List<String> lines = Files.readAllLines(folder.resolve("src/main/java/shop/Weak.java"));
        for (int i = 0; i < lines.size(); i++) {
            int comment = lines.get(i).indexOf("// ");
            if (comment > 0) {
                promised.add("src/main/java/shop/Weak.java:" + (i + 1) + " "
                        + lines.get(i).substring(comment + 3));
            }
        }
        return promised;
    }

    @Test
    void shouldFindEveryWeaknessWhereItIsAndNoneInSoundCode() throws Exception {
        List<JsonNode> first = scan(SPOTBUGS);
        List<JsonNode> second = scan(SPOTBUGS);

        assertThat(promised()).hasSize(10);
        assertThat(findings(first)).containsAll(promised());
        assertThat(findings(first)).noneMatch(line -> line.contains("Sound"));
        assertThat(first.get(0).path("rules").path("count").asInt()).isGreaterThan(500);
        assertThat(first.get(0).path("tool").path("version").asText()).isEqualTo("4.10.4 with 1.14.0");
        JsonNode sql = first.stream()
                .filter(line -> line.path("rule").asText().equals("SQL_INJECTION_JDBC"))
                .findFirst()
                .orElseThrow();
        assertThat(sql.path("kind").asText()).isEqualTo("code");
        assertThat(sql.path("severity").asText()).isEqualTo("HIGH");
        assertThat(sql.path("severitySource").asText()).isEqualTo("SpotBugs rank 7");
        assertThat(sql.path("cwes").toString()).isEqualTo("[\"CWE-89\"]");
        assertThat(sql.path("fingerprint").asText()).matches("[0-9a-f]{30,32}");
        assertThat(first.get(first.size() - 1).path("cached").asInt()).isZero();
        assertThat(second.subList(1, second.size() - 1)).isEqualTo(first.subList(1, first.size() - 1));
        assertThat(second.get(second.size() - 1).path("cached").asInt()).isEqualTo(2);
    }

    @Test
    void shouldNameTheClassFileWhenThereAreNoSources() throws Exception {
        try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
            for (Path file : sources.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(folder.resolve("target/classes/broken.class"), "no class file");

        List<JsonNode> lines = scan(SPOTBUGS);

        assertThat(findings(lines)).anyMatch(line -> line.startsWith("target/classes/shop/Weak.class:"));
        assertThat(lines.stream()
                        .filter(line -> line.path("type").asText().equals("problem"))
                        .map(line -> line.path("path").asText()))
                .containsExactly("target/classes/broken.class");
    }

    @Test
    void shouldSayThatThereAreNoRulesWhenTheBundleHasNone() {
        assertThatThrownBy(() -> scan(home.resolve("nothing")))
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNUSABLE_DATA))
                .hasMessageContaining("found no spotbugs");
    }

    @Test
    void shouldRefuseTheJobWhenItsClassesAreNotThere() {
        code = new ScanJob.Code(List.of("build/classes"), List.of(), List.of());

        assertThatThrownBy(() -> scan(SPOTBUGS))
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BAD_JOB))
                .hasMessageContaining("found nothing at build/classes");
    }
}
