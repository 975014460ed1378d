package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.database.VulnerabilityFeed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered is what would be found. */
class RememberedResultsTest {

    private static final String LOCK =
            "{\"name\": \"shop\", \"version\": \"1.0.0\", \"lockfileVersion\": 3, \"packages\": {\"node_modules/lodash\": {\"version\": \"4.17.15\"}}}";
    private static final String POM = """
            <project><modelVersion>4.0.0</modelVersion><groupId>org.apache.commons</groupId><artifactId>commons-text</artifactId>
            <version>1.9</version></project>
            """;

    @TempDir
    private Path home;

    private ScannedFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = new ScannedFolder(home);
        Path text = ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar");
        folder.copy(text, "lib/commons-text-1.9.jar")
                .copy(text, "lib/copy/commons-text-1.9.jar")
                .copy(text, "lib/renamed.jar")
                .copy(ScannedFolder.VULNERABLE.resolve("log4j-core-2.14.1.jar"), "lib/log4j-core-2.14.1.jar")
                .copy(ScannedFolder.MENDED.resolve("snakeyaml-2.5.jar"), "lib/snakeyaml-2.5.jar")
                .zip(
                        "app.war",
                        "WEB-INF/lib/commons-text-1.9.jar",
                        text,
                        "web/package.json",
                        "{\"name\": \"web\"}".getBytes(StandardCharsets.UTF_8))
                .zip("nested.zip", "package-lock.json", LOCK.getBytes(StandardCharsets.UTF_8))
                .write("repository/g/a/1/a-1.pom", POM)
                .zip("repository/g/a/1/a-1.jar", "a/A.class", new byte[] {1})
                .write("web/package-lock.json", LOCK)
                .write("web/package.json", "{\"name\": \"shop\", \"version\": \"1.0.0\"}")
                .write("py/requirements.txt", "Django==1.2.3\nflask>=0.1\n")
                .write("py/setup.py", "__version__ = '1.2.3'\n")
                .write(
                        "dot/app.csproj",
                        "<Project><ItemGroup><PackageReference Include=\"Newtonsoft.Json\" Version=\"9.0.1\"/></ItemGroup></Project>")
                .write("readme.txt", "nothing");
        Files.writeString(
                home.resolve("s.xml"),
                "<suppressions xmlns=\"https://jeremylong.github.io/DependencyCheck/dependency-suppression.1.3.xsd\"><suppress>"
                        + "<filePath regex=\"true\">.*/lib/renamed\\.jar</filePath><cve>CVE-2022-42889</cve></suppress></suppressions>");
        folder.suppressions = List.of(home.resolve("s.xml"));
    }

    private ScannedFolder.Lines remembering() throws Exception {
        folder.cache = Optional.of(home.resolve("cache"));
        return folder.scan();
    }

    @Test
    void shouldFindTheSameWhenAllOfAMixedFolderIsRemembered() throws Exception {
        ScannedFolder.Lines without = folder.scan();
        ScannedFolder.Lines first = remembering();
        ScannedFolder.Lines second = remembering();

        assertThat(without.problems()).isEmpty();
        assertThat(without.findings())
                .containsExactly(
                        "app.war!/WEB-INF/lib/commons-text-1.9.jar CVE-2022-42889",
                        "lib/commons-text-1.9.jar CVE-2022-42889",
                        "lib/copy/commons-text-1.9.jar CVE-2022-42889",
                        "lib/log4j-core-2.14.1.jar CVE-2021-44228",
                        "lib/log4j-core-2.14.1.jar CVE-2021-44832",
                        "lib/log4j-core-2.14.1.jar CVE-2021-45046",
                        "lib/log4j-core-2.14.1.jar CVE-2021-45105",
                        "lib/renamed.jar!/META-INF/maven/org.apache.commons/commons-text/pom.xml CVE-2022-42889",
                        "nested.zip!/package-lock.json CVE-2021-23337",
                        "repository/g/a/1/a-1.jar CVE-2022-42889",
                        "web/package-lock.json CVE-2021-23337");
        assertThat(first.withoutTimes()).isEqualTo(without.withoutTimes());
        assertThat(second.withoutTimes()).isEqualTo(without.withoutTimes());
        assertThat(second.suppressions())
                .containsExactlyElementsOf(without.suppressions().toList());
        assertThat(first.end().path("cached").asInt()).isZero();
        assertThat(second.end().path("cached")).isEqualTo(second.end().path("files"));
        assertThat(second.progress()).doesNotContain("Analyzer");
    }

    @Test
    void shouldLookAtOneAloneWhenOneHasChanged() throws Exception {
        remembering();
        Files.copy(
                ScannedFolder.VULNERABLE.resolve("snakeyaml-1.33.jar"),
                folder.path("lib/snakeyaml-2.5.jar"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        ScannedFolder.Lines lines = remembering();
        folder.cache = Optional.empty();

        assertThat(lines.findings()).contains("lib/snakeyaml-2.5.jar CVE-2022-1471");
        assertThat(lines.end().path("cached").asInt())
                .isEqualTo(lines.end().path("files").asInt() - 1);
        assertThat(lines.withoutTimes()).isEqualTo(folder.scan().withoutTimes());
    }

    @Test
    void shouldLookAgainWhenANeighbourTellsMore() throws Exception {
        remembering();
        Files.delete(folder.path("repository/g/a/1/a-1.pom"));

        ScannedFolder.Lines lines = remembering();

        assertThat(lines.findings()).noneMatch(line -> line.startsWith("repository/"));
    }

    @Test
    void shouldLookAgainWhenTheSuppressionsAreOthers() throws Exception {
        remembering();
        folder.suppressions = List.of();

        ScannedFolder.Lines lines = remembering();

        assertThat(lines.end().path("cached").asInt()).isZero();
        assertThat(lines.findings()).contains("lib/renamed.jar CVE-2022-42889");
    }

    @Test
    void shouldLookAgainWhenTheDatabaseIsAnother() throws Exception {
        remembering();
        Path mirror = home.resolve("mirror");
        String fewer = new String(VulnerabilityFeed.bytes("vulnerabilities.json"), StandardCharsets.UTF_8)
                .replace("CVE-2022-42889", "CVE-2022-99999");
        VulnerabilityFeed.writeMirror(mirror, "2026-11-20T00:00:00Z", fewer.getBytes(StandardCharsets.UTF_8));
        folder.database = VulnerabilityFeed.update(mirror.toUri(), home.resolve("snapshots"), Optional.empty());

        ScannedFolder.Lines lines = remembering();

        assertThat(lines.end().path("cached").asInt()).isZero();
        assertThat(lines.findings()).contains("lib/commons-text-1.9.jar CVE-2022-99999");
    }

    @Test
    void shouldLookAgainWhenWhatIsRememberedIsDamaged() throws Exception {
        ScannedFolder.Lines whole = remembering();
        try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
            int number = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(
                        file,
                        number++ % 2 == 0
                                ? java.util.Arrays.copyOf(bytes, bytes.length / 2)
                                : "{}".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(number).isGreaterThan(5);
        }

        ScannedFolder.Lines lines = remembering();

        assertThat(lines.end().path("cached").asInt()).isZero();
        assertThat(lines.withoutTimes()).isEqualTo(whole.withoutTimes());
    }

    @Test
    void shouldNotRememberWhatCouldNotBeLookedAt() throws Exception {
        folder.write("broken.jar", "no archive");
        remembering();

        ScannedFolder.Lines lines = remembering();

        assertThat(lines.problems()).hasSize(1);
        assertThat(lines.end().path("cached").asInt())
                .isEqualTo(lines.end().path("files").asInt() - 1);
    }
}
