package io.jenkins.lib.releasegates.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.launcher.bundle.BundleCheck;
import io.jenkins.lib.releasegates.launcher.bundle.BundleManifest;
import io.jenkins.lib.releasegates.scanner.database.VulnerabilityFeed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle as it is shipped, started as docs/formats/scan-job.md says. */
class BundleProcessTest {

    private static final Path BUNDLE = Path.of("target", "scanner-bundle").toAbsolutePath();
    private static final Path JARS = Path.of("target", "jars").toAbsolutePath();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path home;

    private final List<Process> started = new ArrayList<>();
    private HttpServer server;
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = VulnerabilityFeed.bytes("vulnerabilities.json");
        server.createContext("/api", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("apiKey")));
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.createContext("/hanging", exchange -> {
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void endAll() throws Exception {
        released.countDown();
        server.stop(0);
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Path job(String name, String members) throws Exception {
        Path work = Files.createDirectories(home.resolve(name + "-work"));
        Path file = home.resolve(name + ".json");
        Files.writeString(
                file,
                "{\"version\": 1, \"work\": \"%s\", \"result\": \"%s\", %s}"
                        .formatted(work, home.resolve(name + "-result"), members));
        return file;
    }

    private Process launch(Path job) throws Exception {
        return launch(job, "-Xmx512m");
    }

    private Process launch(Path job, String option) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        BUNDLE + "/lib/release-gates-scanner.jar",
                        Main.class.getName(),
                        job.toString())
                .redirectOutput(out(job).toFile())
                .redirectError(Path.of(job + ".err").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static Path out(Path job) {
        return Path.of(job + ".out");
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
        return process.exitValue();
    }

    private static JsonNode last(Path job) throws Exception {
        List<String> lines = Files.readAllLines(out(job));
        return MAPPER.readTree(lines.get(lines.size() - 1));
    }

    private String scan(Path database) {
        return "\"do\": \"scan\", \"kind\": \"sca\", \"folder\": \"%s\", \"database\": \"%s\""
                .formatted(JARS, database);
    }

    @Test
    void shouldBeTheBundleOfItsManifest() throws Exception {
        assertThat(BundleCheck.differences(BUNDLE, Files.readAllBytes(BUNDLE.resolve(BundleManifest.NAME))))
                .isEmpty();
        assertThat(Path.of("target", "scanner-bundle.zip")).exists();
    }

    @Test
    void shouldHaveAllItsLibrariesOnTheClassPathWhenTheWorkersJarIsStarted() throws Exception {
        Path lib = BUNDLE.resolve("lib");
        String named;
        try (JarFile worker =
                new JarFile(lib.resolve("release-gates-scanner.jar").toFile())) {
            named = worker.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        }
        List<String> there;
        try (Stream<Path> files = Files.list(lib)) {
            there = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("release-gates-scanner.jar"))
                    .toList();
        }

        assertThat(named.split(" ")).containsExactlyInAnyOrderElementsOf(there);
        assertThat(named).startsWith("jackson-core-");
    }

    @Test
    void shouldLoadNoLibraryButAParserWhenAllFilesAreKnown() throws Exception {
        String members = scan(VulnerabilityFeed.snapshot()) + ", \"cache\": \"%s\"".formatted(home.resolve("cache"));
        Path loaded = home.resolve("loaded");
        assertThat(end(launch(job("first", members)))).isZero();

        assertThat(end(launch(job("second", members), "-Xlog:class+load:file=" + loaded)))
                .isZero();

        List<String> result = Files.readAllLines(home.resolve("second-result"));
        JsonNode last = MAPPER.readTree(result.get(result.size() - 1));
        assertThat(last.path("findings").asInt()).isEqualTo(10);
        assertThat(last.path("cached").asInt())
                .isPositive()
                .isEqualTo(last.path("files").asInt());
        assertThat(Files.readAllLines(loaded).stream()
                        .filter(line -> line.contains("/lib/"))
                        .map(line -> line.replaceFirst(".*/lib/", ""))
                        .distinct())
                .anyMatch(jar -> jar.startsWith("release-gates-scanner.jar"))
                .allMatch(jar -> jar.startsWith("release-gates-scanner.jar") || jar.startsWith("jackson-core-"));
    }

    @Test
    void shouldScanSideBySideWhenFourShareOneSnapshot() throws Exception {
        Path database = VulnerabilityFeed.snapshot();
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(launch(job("scan" + i, scan(database))));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(end(all.get(i)))
                    .as(Files.readString(out(home.resolve("scan" + i + ".json"))))
                    .isZero();
            List<String> lines = Files.readAllLines(home.resolve("scan" + i + "-result"));
            JsonNode first = MAPPER.readTree(lines.get(0));
            assertThat(first.path("worker").asText())
                    .isEqualTo(BundleManifest.parse(Files.readAllBytes(BUNDLE.resolve("manifest.json")))
                            .digest());
            assertThat(MAPPER.readTree(lines.get(lines.size() - 1))
                            .path("findings")
                            .asInt())
                    .isEqualTo(10);
            assertThat(home.resolve("scan" + i + "-work")).isEmptyDirectory();
        }
        try (Stream<Path> files = Files.list(database)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("odc.mv.db", "kev.json", "snapshot.json");
        }
    }

    @Test
    void shouldLeaveDocumentsWithItsResultAndNoneWithoutOne() throws Exception {
        Path bom = home.resolve("bom.json");
        String sbom = ", \"sbom\": {\"name\": \"shop\", \"json\": \"%s\", \"xml\": \"%s\"}"
                .formatted(bom, home.resolve("bom.xml"));

        assertThat(end(launch(job("first", scan(VulnerabilityFeed.snapshot()) + sbom))))
                .isZero();
        JsonNode document = MAPPER.readTree(bom.toFile());
        assertThat(document.at("/metadata/tools/components/1/hashes/0/content").asText())
                .isEqualTo(BundleManifest.parse(Files.readAllBytes(BUNDLE.resolve("manifest.json")))
                        .digest()
                        .substring("sha256:".length()));
        assertThat(document.path("vulnerabilities")).hasSize(10);

        assertThat(end(launch(job("second", scan(home.resolve("nowhere")) + sbom))))
                .isEqualTo(2);
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("bom."));
        }
    }

    @Test
    void shouldSayHowToGetADatabaseWhenThereIsNone() throws Exception {
        Path job = job("scan", scan(home.resolve("nowhere")));

        assertThat(end(launch(job))).isEqualTo(2);
        assertThat(last(job).path("message").asText())
                .contains("No usable vulnerability database")
                .contains("update");
        assertThat(home.resolve("scan-result")).doesNotExist();
    }

    @Test
    void shouldShowTheKeyToTheApiAloneWhenItComesOverStandardInput() throws Exception {
        Path job = job(
                "update",
                "\"do\": \"update\", \"api\": \"%s\", \"key\": \"stdin\", \"snapshots\": \"%s\""
                        .formatted(url("/api"), home.resolve("s")));
        Process process = launch(job);
        process.getOutputStream().write("0123-secret-key\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();

        assertThat(end(process)).as(Files.readString(out(job))).isZero();

        assertThat(keys).isNotEmpty().containsOnly("0123-secret-key");
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("secret");
            }
        }
        Path second = job("scan", scan(home.resolve("s").resolve(version("update"))));
        assertThat(end(launch(second))).isZero();
    }

    @Test
    void shouldRefuseWhenTheKeyIsNotWhereTheJobSays() throws Exception {
        Path job = job(
                "update",
                "\"do\": \"update\", \"api\": \"%s\", \"key\": \"stdin\", \"snapshots\": \"%s\""
                        .formatted(url("/api"), home.resolve("s")));
        Process process = launch(job);
        process.getOutputStream().close();

        assertThat(end(process)).isEqualTo(1);
        assertThat(keys).isEmpty();
    }

    @Test
    void shouldLeaveTheEarlierSnapshotWhenAnUpdateIsKilled() throws Exception {
        Path mirror = home.resolve("mirror");
        VulnerabilityFeed.writeMirror(mirror, "2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));
        String update = "\"do\": \"update\", \"snapshots\": \"%s\"".formatted(home.resolve("s"));
        assertThat(end(launch(job("first", update + ", \"feed\": \"" + mirror.toUri() + "\""))))
                .isZero();
        String from = ", \"from\": \"" + home.resolve("s").resolve(version("first")) + "\"";
        Process hanging = launch(job("second", update + from + ", \"feed\": \"" + url("/hanging") + "\""));
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

        hanging.destroyForcibly().waitFor();

        assertThat(home.resolve("second-result")).doesNotExist();
        assertThat(end(launch(job("scan", scan(home.resolve("s").resolve(version("first")))))))
                .isZero();
        assertThat(end(launch(job("third", update + from + ", \"feed\": \"" + mirror.toUri() + "\""))))
                .isZero();
        assertThat(home.resolve("s/.update")).doesNotExist();
    }

    private String version(String job) throws Exception {
        return MAPPER.readTree(home.resolve(job + "-result").toFile())
                .path("version")
                .asText();
    }
}
