package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaScannerTest {

    static final String LOCK = """
            {"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {
             "": {"name": "shop", "version": "1.0.0", "dependencies": {"lodash": "^4.17.0", "gadget": "1.0.0"}},
             "node_modules/lodash": {"version": "4.17.15", "resolved": "https://example.org/lodash.tgz"},
             "node_modules/left-pad": {"version": "1.3.0"},
             "node_modules/gadget": {"version": "1.0.0"}}}
            """;

    @TempDir
    private Path home;

    private ScannedFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new ScannedFolder(home);
    }

    private void copyAll(Path from) throws IOException {
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.toList()) {
                folder.copy(jar, "lib/" + jar.getFileName());
            }
        }
    }

    @Test
    void shouldFindEveryVulnerabilityWhenVersionsAreKnownToBeVulnerable() throws Exception {
        copyAll(ScannedFolder.VULNERABLE);

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings())
                .containsExactlyInAnyOrder(
                        "lib/commons-collections-3.2.1.jar CVE-2015-6420",
                        "lib/commons-text-1.9.jar CVE-2022-42889",
                        "lib/jackson-databind-2.9.8.jar CVE-2019-14540",
                        "lib/jackson-databind-2.9.8.jar CVE-2020-36518",
                        "lib/log4j-core-2.14.1.jar CVE-2021-44228",
                        "lib/log4j-core-2.14.1.jar CVE-2021-44832",
                        "lib/log4j-core-2.14.1.jar CVE-2021-45046",
                        "lib/log4j-core-2.14.1.jar CVE-2021-45105",
                        "lib/snakeyaml-1.33.jar CVE-2022-1471",
                        "lib/spring-beans-5.3.17.jar CVE-2022-22965");
        assertThat(lines.problems()).isEmpty();
        assertThat(lines.end().path("files").asInt()).isEqualTo(6);
        assertThat(lines.of("component")).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void shouldFindNothingWhenVersionsAreMended() throws Exception {
        copyAll(ScannedFolder.MENDED);

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).isEmpty();
        assertThat(lines.problems()).isEmpty();
        assertThat(lines.end().path("files").asInt()).isEqualTo(6);
        assertThat(lines.of("component").stream().map(line -> line.path("purl").asText()))
                .contains("pkg:maven/org.apache.logging.log4j/log4j-core@2.25.2", "pkg:maven/org.yaml/snakeyaml@2.5");
    }

    @Test
    void shouldTellAllThatIsKnownWhenAVulnerabilityIsFound() throws Exception {
        folder.copy(ScannedFolder.VULNERABLE.resolve("log4j-core-2.14.1.jar"), "log4j-core-2.14.1.jar");

        JsonNode finding = folder.scan().of("finding").stream()
                .filter(line -> line.path("rule").asText().equals("CVE-2021-44228"))
                .findFirst()
                .orElseThrow();

        assertThat(finding.path("kind").asText()).isEqualTo("vulnerability");
        assertThat(finding.path("severity").asText()).isEqualTo("CRITICAL");
        assertThat(finding.path("severitySource").asText()).isEqualTo("CVSS 3.1: 10.0");
        assertThat(finding.path("score").asDouble()).isEqualTo(10.0);
        assertThat(finding.path("vector").asText()).isEqualTo("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H");
        assertThat(finding.path("line").isInt()).isTrue();
        assertThat(finding.path("message").asText()).contains("JNDI");
        assertThat(finding.path("component").path("purl").asText())
                .isEqualTo("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
        assertThat(finding.path("component").path("version").asText()).isEqualTo("2.14.1");
        assertThat(finding.path("component").path("sha256").asText()).hasSize(64);
        assertThat(finding.path("cwes").toString()).isEqualTo("[\"CWE-20\",\"CWE-400\",\"CWE-502\",\"CWE-917\"]");
        assertThat(finding.path("fixedIn").toString()).isEqualTo("[\"2.15.0\"]");
        assertThat(finding.path("kev").toString())
                .isEqualTo("{\"added\":\"2021-12-10\",\"due\":\"2021-12-24\",\"ransomware\":true}");
        assertThat(finding.path("confidence").asText()).isEqualTo("HIGHEST");
        assertThat(finding.path("links").get(0).asText()).isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2021-44228");
    }

    @Test
    void shouldNameThePlaceWhenAJarLiesInOtherArchives() throws Exception {
        Path jar = ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar");
        folder.zip("inner/app.war", "WEB-INF/lib/commons-text-1.9.jar", jar);
        folder.zip("all.ear", "app.war", home.toRealPath().resolve("folder/inner/app.war"));

        assertThat(folder.scan().findings())
                .containsExactlyInAnyOrder(
                        "all.ear!/app.war!/WEB-INF/lib/commons-text-1.9.jar CVE-2022-42889",
                        "inner/app.war!/WEB-INF/lib/commons-text-1.9.jar CVE-2022-42889");
    }

    @Test
    void shouldReadTheLockWhenNpmInstalledNothingHere() throws Exception {
        folder.write("web/package-lock.json", LOCK);

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings())
                .containsExactlyInAnyOrder(
                        "web/package-lock.json CVE-2021-23337",
                        "web/package-lock.json CVE-1900-0001",
                        "web/package-lock.json CVE-1900-0002");
        assertThat(lines.of("component").stream().map(line -> line.path("purl").asText()))
                .contains("pkg:npm/lodash@4.17.15", "pkg:npm/left-pad@1.3.0");
        assertThat(lines.of("finding").stream()
                        .map(line -> line.path("rule").asText() + " "
                                + line.path("severity").asText() + " "
                                + line.path("severitySource").asText()))
                .containsExactlyInAnyOrder(
                        "CVE-2021-23337 HIGH CVSS 3.1: 7.2",
                        "CVE-1900-0001 CRITICAL CVSS 4.0: 9.3",
                        "CVE-1900-0002 HIGH no score in the database");
    }

    @Test
    void shouldTellAProblemWhenAFileCannotBeLookedInto() throws Exception {
        folder.write("text.jar", "this is no archive");
        byte[] whole = Files.readAllBytes(ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar"));
        Files.write(folder.path("cut.jar"), java.util.Arrays.copyOf(whole, whole.length / 2));
        folder.write("empty.war", "");
        folder.write("a.tar.gz", "no gzip");

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.problems().map(line -> line.replaceFirst(":.*", "")))
                .containsExactly("a.tar.gz", "cut.jar", "empty.war", "text.jar");
        assertThat(lines.end().path("problems").asInt()).isEqualTo(4);
    }

    @Test
    void shouldFollowNoLinkWhenItLeadsOutOfTheFolder() throws Exception {
        Path outside = Files.createDirectory(home.resolve("outside"));
        Files.copy(ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar"), outside.resolve("commons-text-1.9.jar"));
        folder.copy(ScannedFolder.MENDED.resolve("snakeyaml-2.5.jar"), "real.bin");
        Files.createSymbolicLink(folder.path("out"), outside);
        Files.createSymbolicLink(folder.path("out.jar"), outside.resolve("commons-text-1.9.jar"));
        Files.createSymbolicLink(folder.path("nothing.jar"), home.resolve("nothing"));
        Files.createSymbolicLink(folder.path("notes.txt"), home.resolve("nothing"));
        Files.createSymbolicLink(folder.path("in.jar"), folder.path("real.bin"));

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).isEmpty();
        assertThat(lines.problems())
                .containsExactly(
                        "nothing.jar: A link to nothing that can be read",
                        "out: A link to a folder out of the scanned one, which is not followed",
                        "out.jar: A link out of the scanned folder, which is not followed");
        assertThat(lines.of("component").stream().map(line -> line.path("path").asText()))
                .containsExactly("in.jar", "in.jar!/META-INF/maven/org.yaml/snakeyaml/pom.xml");
    }

    @Test
    void shouldLookAtWhatIsMeantWhenPatternsAreGiven() throws Exception {
        Path jar = ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar");
        folder.copy(jar, "commons-text-1.9.jar")
                .copy(jar, "a/b/commons-text-1.9.jar")
                .copy(jar, "a/test/commons-text-1.9.jar")
                .copy(jar, "c/commons-text-1.9.jar");
        folder.include = List.of("**/a/**", "*.jar");
        folder.exclude = List.of("**/test/");

        assertThat(folder.scan().findings())
                .containsExactlyInAnyOrder(
                        "a/b/commons-text-1.9.jar CVE-2022-42889", "commons-text-1.9.jar CVE-2022-42889");
    }

    @Test
    void shouldBeWholeWhenThereIsNothingToLookAt() throws Exception {
        folder.write("readme.txt", "nothing");

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.all()).hasSize(2);
        assertThat(lines.end().path("files").asInt()).isZero();
    }

    @Test
    void shouldEndWhenTheFolderHoldsMoreThanAllowed() throws Exception {
        copyAll(ScannedFolder.VULNERABLE);
        folder.limits = new io.jenkins.lib.releasegates.scanner.job.Limits(5, 1 << 30, 100, 1 << 30, 8, 60);

        assertThatThrownBy(folder::scan)
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("More than the 5 files");
    }
}
