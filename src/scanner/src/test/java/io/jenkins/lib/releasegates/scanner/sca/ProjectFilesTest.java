package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Files of projects that name dependencies, scanned as a whole. */
class ProjectFilesTest {

    @TempDir
    private Path home;

    private ScannedFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = new ScannedFolder(home);
    }

    private static String project(String rest) {
        return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n<modelVersion>4.0.0</modelVersion>\n"
                + "<groupId>org.acme</groupId><artifactId>shop</artifactId><version>1</version>\n" + rest
                + "\n</project>\n";
    }

    private static String dependency(String group, String artifact, String version) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>"
                + (version.isEmpty() ? "" : "<version>" + version + "</version>") + "</dependency>\n";
    }

    private static String dependencies(
            String log4j, String text, String collections, String jackson, String yaml, String spring) {
        return "<dependencies>\n" + dependency("org.apache.logging.log4j", "log4j-core", log4j)
                + dependency("org.apache.commons", "commons-text", text)
                + dependency("commons-collections", "commons-collections", collections)
                + dependency("com.fasterxml.jackson.core", "jackson-databind", jackson)
                + dependency("org.yaml", "snakeyaml", yaml)
                + dependency("org.springframework", "spring-beans", spring)
                + "</dependencies>";
    }

    private static Stream<String> purls(ScannedFolder.Lines lines) {
        return lines.of("component").stream().map(line -> line.path("purl").asText());
    }

    private static Stream<String> unresolved(ScannedFolder.Lines lines) {
        return lines.of("unresolved").stream()
                .map(line ->
                        line.path("path").asText() + ":" + line.path("line").asInt() + " "
                                + line.path("name").asText() + ": "
                                + line.path("reason").asText());
    }

    @Test
    void shouldFindEveryVulnerabilityWhenAPomNamesVulnerableVersions() throws Exception {
        folder.write("pom.xml", project(dependencies("2.14.1", "1.9", "3.2.1", "2.9.8", "1.33", "5.3.17")));

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings())
                .containsExactlyInAnyOrder(
                        "pom.xml CVE-2015-6420",
                        "pom.xml CVE-2022-42889",
                        "pom.xml CVE-2019-14540",
                        "pom.xml CVE-2020-36518",
                        "pom.xml CVE-2021-44228",
                        "pom.xml CVE-2021-44832",
                        "pom.xml CVE-2021-45046",
                        "pom.xml CVE-2021-45105",
                        "pom.xml CVE-2022-1471",
                        "pom.xml CVE-2022-22965");
        assertThat(lines.problems()).isEmpty();
        assertThat(lines.end().path("files").asInt()).isEqualTo(1);
        assertThat(lines.end().path("unresolved").isInt()).isTrue();
        assertThat(lines.end().path("unresolved").asInt()).isZero();
        JsonNode text = lines.of("finding").stream()
                .filter(line -> line.path("rule").asText().equals("CVE-2022-42889"))
                .findFirst()
                .orElseThrow();
        assertThat(text.path("line").asInt()).isEqualTo(6);
        assertThat(text.path("component").path("purl").asText())
                .isEqualTo("pkg:maven/org.apache.commons/commons-text@1.9");
        assertThat(text.path("component").path("version").asText()).isEqualTo("1.9");
        assertThat(text.path("fixedIn").toString()).isEqualTo("[\"1.10.0\"]");
    }

    @Test
    void shouldFindNothingWhenAPomNamesMendedVersions() throws Exception {
        folder.write("pom.xml", project(dependencies("2.25.2", "1.15.0", "3.2.2", "2.20.1", "2.5", "6.2.9")));

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).isEmpty();
        assertThat(lines.problems()).isEmpty();
        assertThat(purls(lines))
                .containsExactlyInAnyOrder(
                        "pkg:maven/org.apache.logging.log4j/log4j-core@2.25.2",
                        "pkg:maven/org.apache.commons/commons-text@1.15.0",
                        "pkg:maven/commons-collections/commons-collections@3.2.2",
                        "pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.20.1",
                        "pkg:maven/org.yaml/snakeyaml@2.5",
                        "pkg:maven/org.springframework/spring-beans@6.2.9");
    }

    @Test
    void shouldTellOfTheSamePackageWhenItIsBothNamedAndPackaged() throws Exception {
        folder.copy(ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar"), "lib/commons-text-1.9.jar")
                .write(
                        "pom.xml",
                        project("<dependencies>" + dependency("org.apache.commons", "commons-text", "1.9")
                                + "</dependencies>"));

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.findings())
                .containsExactlyInAnyOrder("lib/commons-text-1.9.jar CVE-2022-42889", "pom.xml CVE-2022-42889");
        assertThat(lines.of("finding").stream()
                        .map(line -> line.path("component").path("purl").asText())
                        .distinct())
                .containsExactly("pkg:maven/org.apache.commons/commons-text@1.9");
    }

    @Test
    void shouldSayOnceWhatHasNoVersionHere() throws Exception {
        folder.write(
                "pom.xml",
                project(
                        "<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>"
                                + "<version>3.5.0</version><relativePath/></parent>\n<dependencies>\n"
                                + dependency("org.yaml", "snakeyaml", "")
                                + dependency("org.acme", "cart", "${cart.version}")
                                + dependency("org.acme", "till", "[1,2)")
                                + "</dependencies>"));

        ScannedFolder.Lines lines = folder.scan();

        String outside = "; not in the folder: org.springframework.boot:spring-boot-starter-parent:3.5.0";
        assertThat(unresolved(lines))
                .containsExactly(
                        "pom.xml:6 org.yaml:snakeyaml: it has no version here" + outside,
                        "pom.xml:7 org.acme:cart: nothing in the folder sets the property cart.version" + outside,
                        "pom.xml:8 org.acme:till: its version is a range");
        assertThat(lines.end().path("unresolved").asInt()).isEqualTo(3);
        assertThat(lines.progress().lines().filter(line -> line.contains("\"warning\"")))
                .singleElement()
                .asString()
                .contains("3 dependencies have no version", "org.yaml:snakeyaml, org.acme:cart, org.acme:till");
        assertThat(lines.problems()).isEmpty();
    }

    @Test
    void shouldTellOfAllLocksWhenTheyNameTheSamePackage() throws Exception {
        folder.write("a/package-lock.json", ScaScannerTest.LOCK)
                .write("b/package-lock.json", ScaScannerTest.LOCK)
                .write("c/yarn.lock", "# yarn lockfile v1\n\n\nlodash@^4.17.0:\n  version \"4.17.15\"\n")
                .write(
                        "d/yarn.lock",
                        "__metadata:\n  version: 8\n\n\"lodash@npm:^4.17.0\":\n  version: 4.17.15\n"
                                + "  resolution: \"lodash@npm:4.17.15\"\n  linkType: hard\n")
                .write(
                        "e/pnpm-lock.yaml",
                        "lockfileVersion: '9.0'\npackages:\n  lodash@4.17.15:\n    resolution: {integrity: x}\n")
                .write(
                        "f/pnpm-lock.yaml",
                        "lockfileVersion: 5.4\npackages:\n  /lodash/4.17.15:\n    resolution: {integrity: x}\n")
                .write(
                        "g/pnpm-lock.yaml",
                        "lockfileVersion: '9.0'\npackages:\n  lodash@4.17.21:\n    resolution: {integrity: x}\n");

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.problems()).isEmpty();
        assertThat(lines.findings().filter(line -> line.endsWith("CVE-2021-23337")))
                .containsExactly(
                        "a/package-lock.json CVE-2021-23337",
                        "b/package-lock.json CVE-2021-23337",
                        "c/yarn.lock CVE-2021-23337",
                        "d/yarn.lock CVE-2021-23337",
                        "e/pnpm-lock.yaml CVE-2021-23337",
                        "f/pnpm-lock.yaml CVE-2021-23337");
        assertThat(lines.of("finding").stream()
                        .filter(line -> line.path("rule").asText().equals("CVE-2021-23337"))
                        .map(line -> line.path("component").path("purl").asText())
                        .distinct())
                .containsExactly("pkg:npm/lodash@4.17.15");
        assertThat(purls(lines)).contains("pkg:npm/lodash@4.17.21");
    }

    @Test
    void shouldNameTheModulesOfGo() throws Exception {
        folder.write(
                "go.mod",
                "module example.org/shop\n\ngo 1.25\n\nrequire github.com/gin-gonic/gin v1.9.0 // indirect\n");

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.problems()).isEmpty();
        assertThat(purls(lines)).containsExactly("pkg:golang/github.com/gin-gonic/gin@1.9.0");
    }

    @Test
    void shouldFindAVulnerabilityOfAModuleOfGo() throws Exception {
        String feed = new String(VulnerabilityFeed.bytes("vulnerabilities.json"), StandardCharsets.UTF_8)
                .replace("CVE-2022-42889", "CVE-1900-0004")
                .replace("cpe:2.3:a:apache:commons_text:", "cpe:2.3:a:gin-gonic:gin:");
        Path mirror = home.resolve("mirror");
        VulnerabilityFeed.writeMirror(mirror, "2026-11-20T00:00:00Z", feed.getBytes(StandardCharsets.UTF_8));
        folder.database = VulnerabilityFeed.update(mirror.toUri(), home.resolve("snapshots"), Optional.empty());
        folder.write("a/go.mod", "module a\nrequire github.com/gin-gonic/gin v1.9.0\n")
                .write("b/go.mod", "module b\nrequire github.com/gin-gonic/gin v1.10.0\n")
                .write("c/go.mod", "module c\nrequire github.com/other/thing v1.9.0\n");

        assertThat(folder.scan().findings()).containsExactly("a/go.mod CVE-1900-0004");
    }

    @Test
    void shouldLookIntoArchivesWithoutTakingTheDescriptionOfAJarForAProject() throws Exception {
        byte[] pom = project(
                        "<dependencies>" + dependency("org.apache.commons", "commons-text", "1.9") + "</dependencies>")
                .getBytes(StandardCharsets.UTF_8);
        folder.zip("sources.zip", "shop/pom.xml", pom)
                .zip("shop.jar", "META-INF/maven/org.acme/shop/pom.xml", pom)
                .write("classes/META-INF/maven/org.acme/shop/pom.xml", new String(pom, StandardCharsets.UTF_8));

        assertThat(folder.scan().findings()).containsExactly("sources.zip!/shop/pom.xml CVE-2022-42889");
    }

    @Test
    void shouldLookAgainAtThePomAloneWhoseParentHasChanged() throws Exception {
        String parent = project("<properties><text>1.9</text></properties><packaging>pom</packaging>");
        String child =
                "<project><parent><groupId>org.acme</groupId><artifactId>shop</artifactId><version>1</version></parent>"
                        + "<artifactId>till</artifactId><dependencies>"
                        + dependency("org.apache.commons", "commons-text", "${text}")
                        + "</dependencies></project>";
        folder.write("pom.xml", parent)
                .write("till/pom.xml", child)
                .write("other/pom.xml", project(dependencies("2.14.1", "1.15.0", "3.2.2", "2.20.1", "2.5", "6.2.9")))
                .write("other/yarn.lock", "# yarn lockfile v1\n");
        folder.cache = Optional.of(home.resolve("cache"));
        ScannedFolder.Lines first = folder.scan();
        ScannedFolder.Lines same = folder.scan();
        folder.write("pom.xml", parent.replace("1.9", "1.15.0"));

        ScannedFolder.Lines changed = folder.scan();

        assertThat(first.findings()).contains("till/pom.xml CVE-2022-42889");
        assertThat(same.withoutTimes()).isEqualTo(first.withoutTimes());
        assertThat(same.end().path("cached").asInt()).isEqualTo(4);
        assertThat(changed.end().path("cached").asInt()).isEqualTo(2);
        assertThat(changed.findings())
                .noneMatch(line -> line.contains("CVE-2022-42889"))
                .hasSize(4);
        folder.cache = Optional.empty();
        assertThat(folder.scan().withoutTimes()).isEqualTo(changed.withoutTimes());
    }

    @Test
    void shouldTellAProblemWithItsLineWhenAFileIsNotWhatItsNameSays() throws Exception {
        folder.write("a/pom.xml", "<project>\n<dependencies>\n</project>")
                .write("b/pom.xml", "<!DOCTYPE project [<!ENTITY x \"y\">]>\n<project/>")
                .write("c/yarn.lock", "# yarn lockfile v1\n<<<<<<< HEAD\n")
                .write("d/pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n  a: [\n")
                .write("e/go.mod", "module a\nrequire (\n  b\n)\n")
                .write("f/pom.xml", "<html/>")
                .write("good/pom.xml", project(dependencies("2.25.2", "1.9", "3.2.2", "2.20.1", "2.5", "6.2.9")));

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.problems())
                .containsExactly(
                        "a/pom.xml: line 3: found no well-formed XML, allowed: the XML of a Maven project",
                        "b/pom.xml: line 1: found a document type or an entity of its own, allowed: XML without them",
                        "c/yarn.lock: line 2: found \"<<<<<<< HEAD\", allowed: a yarn.lock of Yarn 1, or the YAML of Yarn 2 and newer",
                        "d/pnpm-lock.yaml: line 4: found no YAML, allowed: a lock in YAML",
                        "e/go.mod: line 3: found \"b\", allowed: the lines of a go.mod",
                        "f/pom.xml: line 1: found the element \"html\", allowed: project, as the first one");
        assertThat(lines.findings()).containsExactly("good/pom.xml CVE-2022-42889");
    }

    @Test
    void shouldListWhatAPomNamesInTheBillOfMaterials() throws Exception {
        folder.order("shop", "1", false)
                .write(
                        "till/pom.xml",
                        project("<dependencies>" + dependency("org.apache.commons", "commons-text", "1.9")
                                + dependency("org.yaml", "snakeyaml", "") + "</dependencies>"));

        folder.scan();

        JsonNode bom = new ObjectMapper().readTree(folder.document("bom.json").toFile());
        assertThat(bom.path("components")).hasSize(2);
        assertThat(bom.path("components").get(0).path("name").asText()).isEqualTo("pom.xml");
        JsonNode text = bom.path("components").get(1);
        assertThat(text.path("purl").asText()).isEqualTo("pkg:maven/org.apache.commons/commons-text@1.9");
        assertThat(text.at("/evidence/occurrences/0/location").asText()).isEqualTo("till/pom.xml");
        assertThat(text.has("hashes")).isFalse();
    }

    @Test
    void shouldSuppressByPathWhenARuleAsksForIt() throws Exception {
        String pom =
                project("<dependencies>" + dependency("org.apache.commons", "commons-text", "1.9") + "</dependencies>");
        folder.write("a/pom.xml", pom).write("b/pom.xml", pom);
        Files.writeString(
                home.resolve("s.xml"),
                "<suppressions xmlns=\"https://jeremylong.github.io/DependencyCheck/dependency-suppression.1.3.xsd\"><suppress>"
                        + "<filePath regex=\"true\">.*/a/pom\\.xml.*</filePath><cve>CVE-2022-42889</cve></suppress></suppressions>");
        folder.suppressions = List.of(home.resolve("s.xml"));

        assertThat(folder.scan().findings()).containsExactly("b/pom.xml CVE-2022-42889");
    }
}
