package io.jenkins.lib.releasegates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.launcher.bundle.BundleMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code scan} with the bundle of the worker that lies beside the command. */
class ScanTest {

    private static final Path BUNDLE = Path.of("target", "scanner-bundle").toAbsolutePath();
    private static final Path JARS = Path.of("target", "jars").toAbsolutePath();
    private static final Path FEED =
            Path.of(System.getProperty("project.root"), "src", "scanner", "src", "test", "resources", "nvd");
    private static final String ACCESS_KEY = "AKIA" + "IALRWFVEALKXWKKX";
    private static final String SALT = "0123456789-a-salt-that-nobody-may-see";

    @TempDir
    private static Path shared;

    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void makeSnapshots() throws Exception {
        Path mirror = Files.createDirectory(shared.resolve("mirror"));
        String date = "2026-11-20T00\\:00\\:00Z";
        Files.writeString(
                mirror.resolve("cache.properties"),
                "prefix=nvdcve-\nlastModifiedDate=%s\nlastModifiedDate.2021=%s\nlastModifiedDate.modified=%s\n"
                        .formatted(date, date, date));
        gzip(mirror.resolve("nvdcve-2021.json.gz"), Files.readAllBytes(FEED.resolve("vulnerabilities.json")));
        gzip(mirror.resolve("nvdcve-modified.json.gz"), "{\"vulnerabilities\":[]}".getBytes(StandardCharsets.UTF_8));
        ScanTest first = new ScanTest();
        assertThat(first.run(
                        "scan",
                        "update",
                        "--feed",
                        mirror.toUri().toString(),
                        "--kev",
                        FEED.resolve("kev.json").toUri().toString(),
                        "--snapshots",
                        snapshots().toString()))
                .as(first.err())
                .isZero();
        assertThat(first.out()).contains("Made " + snapshots(), "as of 2026-11-20", "Next: release-gates scan sca");
    }

    private static void gzip(Path file, byte[] bytes) throws IOException {
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write(bytes);
        }
    }

    private static Path snapshots() {
        return shared.resolve("snapshots");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return ReleaseGates.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false),
                arguments);
    }

    private int scan(String... arguments) {
        return run(Stream.concat(Stream.of("scan"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(out());
    }

    private String file(String name) {
        return home.resolve(name).toString();
    }

    private Path folderWithASecret() throws IOException {
        Path folder = Files.createDirectories(home.resolve("folder"));
        Files.writeString(folder.resolve("settings.properties"), "aws_access_key_id = " + ACCESS_KEY + "\n");
        return folder;
    }

    @Test
    void shouldEndWithZeroWhenItFindsSomethingAndLeaveTheJudgementToAPolicy() throws Exception {
        assertThat(scan(
                        "sca",
                        JARS.toString(),
                        "--database",
                        snapshots().toString(),
                        "--output",
                        file("sca.jsonl"),
                        "--sbom",
                        file("bom"),
                        "--name",
                        "shop",
                        "--subject-version",
                        "1.2"))
                .as(err())
                .isZero();
        assertThat(out())
                .contains("Wrote " + file("sca.jsonl") + ": 4 findings (", " critical, ", "2 files looked at")
                .contains("Nothing is judged yet. Next: release-gates evaluate", "--report sca.jsonl");
        assertThat(Files.readString(home.resolve("bom/bom.json"))).contains("\"shop\"", "log4j-core");
        assertThat(home.resolve("bom/bom.xml")).isNotEmptyFile();
        assertThat(Files.readString(home.resolve("bom/vex.json"))).contains("CVE-2021-44228");

        Files.writeString(home.resolve("policy.yaml"), """
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: shop}
                spec:
                  scans: {maxDatabaseAge: 3650d}
                  gates:
                    - name: Vulnerabilities
                      criteria:
                        - condition: vulnerabilities.critical == 0
                """);
        int judged = run(
                "evaluate", "--policy", file("policy.yaml"), "--workspace", home.toString(), "--report", "sca.jsonl");
        assertThat(judged).as(out() + err()).isEqualTo(1);
        assertThat(out()).contains("Failed", "vulnerabilities.critical = ");
    }

    @Test
    void shouldKnowUnchangedFilesAgainWhereThereIsACache() throws Exception {
        String snapshot = snapshot().toString();
        for (int known : List.of(0, 2)) {
            assertThat(scan(
                            "sca",
                            JARS.toString(),
                            "--database",
                            snapshot,
                            "--cache",
                            file("cache"),
                            "--output",
                            file("sca.jsonl"),
                            "--json"))
                    .as(err())
                    .isZero();
            assertThat(json().path("cached").asInt()).isEqualTo(known);
            assertThat(json().at("/findings/critical").asInt()).isPositive();
        }
    }

    private static Path snapshot() throws IOException {
        try (Stream<Path> all = Files.list(snapshots())) {
            return all.filter(one -> Files.exists(one.resolve("snapshot.json")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void shouldFindWeakCodeAndSayHowManyFilesItCouldNotRead() throws Exception {
        Path classes = Files.createDirectories(home.resolve("app/classes"));
        Files.writeString(classes.resolve("Broken.class"), "no class");

        assertThat(scan("sast", file("app"), "--classes", "classes", "--output", file("sast.jsonl")))
                .as(err())
                .isZero();
        assertThat(out()).contains("1 could NOT be looked at");
    }

    @Test
    void shouldShowNoSecretAndCompareThoseOfOneSaltAlone() throws Exception {
        Path folder = folderWithASecret();
        List<String> fingerprints = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Process process = process(
                    Map.of("SCAN_SALT", SALT),
                    "scan",
                    "secrets",
                    folder.toString(),
                    "--salt-env",
                    "SCAN_SALT",
                    "--output",
                    file(name));
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    + Files.readString(home.resolve("err"));
            assertThat(process.waitFor()).as(said).isZero();
            String result = Files.readString(home.resolve(name));
            assertThat(said).contains("1 findings");
            assertThat(said + result).doesNotContain(SALT, ACCESS_KEY);
            result.lines()
                    .filter(line -> line.contains("\"finding\""))
                    .map(line -> line.replaceAll(".*\"fingerprint\":\"([^\"]+)\".*", "$1"))
                    .forEach(fingerprints::add);
        }
        assertThat(fingerprints).hasSize(2);
        assertThat(fingerprints.get(0)).startsWith("sha256:").isEqualTo(fingerprints.get(1));
    }

    @Test
    void shouldStartTheWorkerOfAZipFileAndOfTheEnvironment() throws Exception {
        Path folder = folderWithASecret();
        Path copy = home.resolve("copy");
        copy(copy);
        BundleMaker.main(new String[] {copy.toString(), file("scanner-bundle.zip")});

        assertThat(scan(
                        "secrets",
                        folder.toString(),
                        "--worker",
                        file("scanner-bundle.zip"),
                        "--worker-manifest",
                        BUNDLE.resolve("manifest.json").toString(),
                        "--output",
                        file("zip.jsonl")))
                .as(err())
                .isZero();
        assertThat(out()).contains("1 findings");

        Process process = process(
                Map.of("RELEASE_GATES_WORKER", file("nowhere")),
                "scan",
                "secrets",
                folder.toString(),
                "--output",
                file("env.jsonl"));
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readString(home.resolve("err")))
                .contains("RELEASE_GATES_WORKER=" + file("nowhere") + ": found nothing there");
    }

    private static void copy(Path to) throws IOException {
        try (Stream<Path> all = Files.walk(BUNDLE)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(BUNDLE.relativize(one).toString()));
            }
        }
    }

    @Test
    void shouldNotStartAnotherWorkerThanTheDemandedOne() throws Exception {
        Path folder = folderWithASecret();
        Path copy = home.resolve("copy");
        copy(copy);
        Files.writeString(copy.resolve("lib/zzz.jar"), "an addition");

        assertThat(scan("secrets", folder.toString(), "--worker", copy.toString(), "--output", file("o.jsonl")))
                .isEqualTo(2);
        assertThat(err()).contains("wasn't started", "lib/zzz.jar: not part of the bundle");

        BundleMaker.main(new String[] {copy.toString(), file("other.zip")});
        assertThat(scan(
                        "secrets",
                        folder.toString(),
                        "--worker",
                        copy.toString(),
                        "--worker-manifest",
                        BUNDLE.resolve("manifest.json").toString(),
                        "--output",
                        file("o.jsonl")))
                .isEqualTo(2);
        assertThat(err()).contains("wasn't started", "found another manifest than the one that is trusted");
        assertThat(home.resolve("o.jsonl")).doesNotExist();
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                invalid("no kind", "Missing: sca, sast, secrets or update"),
                invalid("no folder", "Missing required parameter", "secrets", "--output", "o"),
                invalid("no place for the result", "--output", "secrets", "."),
                invalid("a folder that isn't there", "found no folder", "secrets", "nowhere-at-all", "--output", "o"),
                invalid("a word for a file", "found a word", "secrets", ".", "--output", "text"),
                invalid("a folder for a file", "found a folder", "secrets", ".", "--output", "target"),
                invalid(
                        "a worker that isn't there",
                        "found nothing there",
                        "secrets",
                        ".",
                        "--output",
                        "o",
                        "--worker",
                        "x"),
                invalid(
                        "a worker that is none",
                        "found no manifest.json",
                        "secrets",
                        ".",
                        "--output",
                        "o",
                        "--worker",
                        "src"),
                invalid(
                        "a worker that is no zip",
                        "found no zip file",
                        "secrets",
                        ".",
                        "--output",
                        "o",
                        "--worker",
                        "pom.xml"),
                invalid(
                        "a manifest that is none",
                        "pom.xml: found",
                        "secrets",
                        ".",
                        "--output",
                        "o",
                        "--worker-manifest",
                        "pom.xml"),
                invalid("no heap", "--heap 1: found too little", "secrets", ".", "--output", "o", "--heap", "1"),
                invalid("no database", "--database", "sca", ".", "--output", "o"),
                invalid(
                        "a database that isn't there",
                        "found no folder",
                        "sca",
                        ".",
                        "--output",
                        "o",
                        "--database",
                        "x"),
                invalid("a folder without snapshots", "scan update", "sca", ".", "--output", "o", "--database", "src"),
                invalid(
                        "a name without a bill",
                        "without --sbom",
                        "sca",
                        ".",
                        "--output",
                        "o",
                        "--database",
                        "src",
                        "--name",
                        "n"),
                invalid(
                        "rules that aren't there",
                        "--rules x: found nothing",
                        "secrets",
                        ".",
                        "--output",
                        "o",
                        "--rules",
                        "x"),
                invalid(
                        "a salt that isn't there",
                        "no such variable",
                        "secrets",
                        ".",
                        "--output",
                        "o",
                        "--salt-env",
                        "NO_SUCH_SALT"),
                invalid(
                        "a path that isn't relative",
                        "--classes /: found",
                        "sast",
                        ".",
                        "--output",
                        "o",
                        "--classes",
                        "/"),
                invalid(
                        "classes that aren't there",
                        "--classes x: found",
                        "sast",
                        ".",
                        "--output",
                        "o",
                        "--classes",
                        "x"),
                invalid("neither mirror nor API", "--feed", "update", "--snapshots", "s"),
                invalid(
                        "mirror and API",
                        "mutually exclusive",
                        "update",
                        "--snapshots",
                        "s",
                        "--feed",
                        "file:/a",
                        "--api",
                        "https://a"),
                invalid(
                        "a key for a mirror",
                        "without --api",
                        "update",
                        "--snapshots",
                        "s",
                        "--feed",
                        "file:/a",
                        "--key-env",
                        "K"),
                invalid(
                        "a mirror of another kind",
                        "feed",
                        "update",
                        "--snapshots",
                        "target/s",
                        "--feed",
                        "ftp://127.0.0.1/"));
    }

    private static Arguments invalid(String sentence, String words, String... arguments) {
        return Arguments.of(sentence, words, arguments);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void shouldEndWithTwoAndSayWhatIsAllowed(String sentence, String words, String[] arguments) {
        assertThat(scan(arguments)).as(sentence + ": " + err()).isEqualTo(2);
        assertThat(err()).as(sentence).contains(words).doesNotContain("\tat ");
        assertThat(out()).isEmpty();
        assertThat(Path.of("o")).doesNotExist();
    }

    @Test
    void shouldEndWithThreeWhenTheWorkerCannotDoIt() throws Exception {
        Files.createDirectories(home.resolve("mirror"));

        assertThat(scan(
                        "update",
                        "--feed",
                        home.resolve("mirror").toUri().toString(),
                        "--snapshots",
                        file("snapshots"),
                        "--json"))
                .isEqualTo(3);
        assertThat(json().path("error").asText()).isEqualTo("could not do its work");
        assertThat(json().path("issues").toString()).contains("isn't updated", "cache.properties");

        assertThat(scan(
                        "sast",
                        JARS.toString(),
                        "--classes",
                        "log4j-core-2.14.1.jar",
                        "--heap",
                        "64",
                        "--output",
                        file("o")))
                .isEqualTo(3);
        assertThat(err()).contains("heap of 64 megabytes was full");
        assertThat(home.resolve("o")).doesNotExist();
    }

    /** The command as a process of its own, with files of its own. */
    private Process process(Map<String, String> environment, String... arguments) throws IOException {
        Files.createDirectories(home.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                ReleaseGates.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(home.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    @Test
    void shouldLeaveNeitherFilesNorAProcessWhenAPersonEndsIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        Process process = process(
                Map.of(),
                "scan",
                "update",
                "--feed",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                "--snapshots",
                file("snapshots"));
        try {
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            ProcessHandle worker = process.children().findFirst().orElseThrow();
            assertThat(home.resolve("tmp")).isNotEmptyDirectory();

            process.destroy();

            assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.isAlive()).isFalse();
            assertThat(home.resolve("tmp")).isEmptyDirectory();
        } finally {
            released.countDown();
            server.stop(0);
            process.destroyForcibly();
        }
    }
}
