package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of a scan, judged by CycloneDX' own library and its schemas. */
class SbomTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path home;

    private ScannedFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new ScannedFolder(home);
    }

    /** Both forms of a document, valid and about the same. */
    static JsonNode valid(ScannedFolder folder, String name) throws Exception {
        byte[] json = Files.readAllBytes(folder.document(name + ".json"));
        byte[] xml = Files.readAllBytes(folder.document(name + ".xml"));
        assertThat(new JsonParser().validate(json, Version.VERSION_16))
                .as("JSON")
                .isEmpty();
        assertThat(new XmlParser().validate(xml, Version.VERSION_16)).as("XML").isEmpty();
        Bom first = new JsonParser().parse(json);
        Bom second = new XmlParser().parse(xml);
        assertThat(second.getSerialNumber()).isEqualTo(first.getSerialNumber());
        assertThat(components(second)).isEqualTo(components(first));
        assertThat(dependencies(second.getDependencies())).isEqualTo(dependencies(first.getDependencies()));
        return MAPPER.readTree(json);
    }

    private static List<String> components(Bom bom) {
        return bom.getComponents().stream()
                .map(component -> component.getBomRef() + " " + component.getPurl() + " "
                        + component.getHashes() + " "
                        + component.getEvidence().getOccurrences().get(0).getLocation())
                .toList();
    }

    private static List<String> dependencies(@Nullable List<Dependency> dependencies) {
        return dependencies == null
                ? List.of()
                : dependencies.stream()
                        .map(from -> from.getRef() + dependencies(from.getDependencies()))
                        .toList();
    }

    /** What lies in a component, as the graph tells it. */
    private static List<JsonNode> within(JsonNode bom, String ref) {
        List<JsonNode> within = new ArrayList<>();
        for (JsonNode dependency : bom.path("dependencies")) {
            if (dependency.path("ref").asText().equals(ref)) {
                for (JsonNode other : dependency.path("dependsOn")) {
                    bom.path("components").forEach(component -> {
                        if (component.path("bom-ref").equals(other)) {
                            within.add(component);
                        }
                    });
                }
            }
        }
        return within;
    }

    private static List<JsonNode> within(JsonNode bom, JsonNode component) {
        return within(bom, component.path("bom-ref").asText());
    }

    private JsonNode bom() throws Exception {
        folder.order("shop", "1.0", false);
        folder.scan();
        return valid(folder, "bom");
    }

    private static JsonNode at(JsonNode bom, String path) {
        return bom.findParents("evidence").stream()
                .filter(component -> path.equals(
                        component.at("/evidence/occurrences/0/location").asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing at " + path + " in " + bom));
    }

    private static void assertDigests(JsonNode component, Path file) throws Exception {
        HashedFile hashed = HashedFile.of("", file);
        assertThat(component.path("hashes").toString())
                .isEqualTo("[{\"alg\":\"SHA-256\",\"content\":\"%s\"},{\"alg\":\"SHA-1\",\"content\":\"%s\"}]"
                        .formatted(hashed.sha256(), hashed.sha1()));
    }

    @Test
    void shouldNestWhatIsPackagedWhenArchivesLieInOneAnother() throws Exception {
        Path text = ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar");
        folder.zip(
                "app.war",
                "WEB-INF/lib/commons-text-1.9.jar",
                text,
                "WEB-INF/web.xml",
                "<x/>".getBytes(StandardCharsets.UTF_8));

        JsonNode bom = bom();

        JsonNode war = at(bom, "app.war");
        assertThat(within(bom, "subject")).containsExactly(war);
        assertDigests(war, folder.path("app.war"));
        JsonNode jar = at(bom, "app.war!/WEB-INF/lib/commons-text-1.9.jar");
        assertThat(within(bom, war)).containsExactly(jar);
        assertDigests(jar, text);
        assertThat(jar.path("type").asText()).isEqualTo("library");
        assertThat(jar.path("group").asText()).isEqualTo("org.apache.commons");
        assertThat(jar.path("name").asText()).isEqualTo("commons-text");
        assertThat(jar.path("version").asText()).isEqualTo("1.9");
        assertThat(jar.path("purl").asText()).isEqualTo("pkg:maven/org.apache.commons/commons-text@1.9");
        assertThat(jar.path("licenses").toString()).contains("apache.org/licenses/LICENSE-2.0");
        JsonNode subject = bom.at("/metadata/component");
        assertThat(subject.path("name").asText()).isEqualTo("shop");
        assertThat(subject.path("version").asText()).isEqualTo("1.0");
        assertDigests(subject, folder.path("app.war"));
        assertThat(bom.path("compositions").toString())
                .isEqualTo("[{\"aggregate\":\"complete\",\"assemblies\":[\"subject\"]}]");
    }

    @Test
    void shouldListThePackagesInTheirLockWhenNpmInstalledThem() throws Exception {
        folder.write("web/package-lock.json", ScaScannerTest.LOCK);

        JsonNode bom = bom();

        JsonNode lock = at(bom, "web/package-lock.json");
        assertDigests(lock, folder.path("web/package-lock.json"));
        assertThat(within(bom, lock).stream().map(npm -> npm.path("purl").asText()))
                .contains("pkg:npm/lodash@4.17.15", "pkg:npm/left-pad@1.3.0", "pkg:npm/gadget@1.0.0");
        assertThat(within(bom, lock)).noneMatch(npm -> npm.has("hashes"));
    }

    @Test
    void shouldListAFileByItsNameWhenItSaysNothingOfItself() throws Exception {
        folder.zip("lib/mystery.jar", "x/Y.class", new byte[] {1, 2, 3});
        folder.write("bin/start.sh", "exec java");
        folder.write("lib/empty.so", "");

        JsonNode bom = bom();

        for (String path : List.of("lib/mystery.jar", "bin/start.sh", "lib/empty.so")) {
            assertDigests(at(bom, path), folder.path(path));
            assertThat(at(bom, path).has("purl")).isFalse();
        }
        assertThat(bom.path("components")).hasSize(3);
        assertThat(at(bom, "bin/start.sh").path("type").asText()).isEqualTo("file");
        assertThat(bom.at("/metadata/component").has("hashes")).isFalse();
    }

    @Test
    void shouldBeADocumentWhenThereIsNothing() throws Exception {
        JsonNode bom = bom();

        assertThat(bom.path("components").isArray()).isTrue();
        assertThat(bom.path("components")).isEmpty();
        assertThat(bom.at("/compositions/0/aggregate").asText()).isEqualTo("complete");
    }

    @Test
    void shouldSayThatItIsIncompleteWhenAFileCannotBeRead() throws Exception {
        folder.write("text.jar", "this is no archive");
        Files.createSymbolicLink(folder.path("gone"), home.resolve("nothing"));
        folder.write("readme.txt", "hello");

        JsonNode bom = bom();

        assertDigests(at(bom, "text.jar"), folder.path("text.jar"));
        assertThat(at(bom, "text.jar").at("/properties/0/value").asText()).startsWith("Damaged, or no archive");
        assertThat(at(bom, "gone").has("hashes")).isFalse();
        assertThat(at(bom, "gone").at("/properties/0/value").asText()).contains("A link to nothing");
        assertThat(bom.path("compositions")).hasSize(1);
        assertThat(bom.at("/compositions/0/aggregate").asText()).isEqualTo("incomplete");
        assertThat(bom.at("/compositions/0/assemblies"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "subject",
                        at(bom, "gone").path("bom-ref").asText(),
                        at(bom, "text.jar").path("bom-ref").asText());
    }

    @Test
    void shouldNotCallItselfCompleteWhenPatternsLeaveFilesOut() throws Exception {
        folder.write("a.txt", "a").write("b.txt", "b");
        folder.exclude = List.of("b.txt");

        JsonNode bom = bom();

        assertThat(bom.path("components")).containsExactly(at(bom, "a.txt"));
        assertThat(bom.at("/compositions/0/aggregate").asText()).isEqualTo("unknown");
    }

    @Test
    void shouldStayValidWhenNamesAreHostile() throws Exception {
        String lock = """
                {"name": "x", "lockfileVersion": 3, "packages": {
                 "node_modules/a b%40\\u0001<&>\\u001b": {"version": "1.0 \\u0000"},
                 "node_modules/LONG": {"version": "VERSION"},
                 "node_modules/@s/\\u202e]]>": {"version": "<!--"}}}
                """.replace("LONG", "l".repeat(20_000)).replace("VERSION", "9".repeat(5_000));
        folder.write("package-lock.json", lock);
        folder.write("a\nb \u001b[31m <x> ]]> &amp; \uFFFE.txt", "x");
        folder.zip(
                "outer.zip", "in\u0007ner<>&\"'.jar", zip("a", new byte[1]), "\uD83D\uDE00.jar", zip("b", new byte[2]));
        folder.write(".hidden", "x");

        JsonNode bom = bom();

        assertThat(within(bom, "subject")).hasSize(4);
        assertThat(within(bom, at(bom, "outer.zip"))).hasSize(2);
        assertThat(at(bom, "outer.zip!/\uD83D\uDE00.jar").path("name").asText()).isEqualTo("\uD83D\uDE00.jar");
        assertThat(at(bom, "a b \uFFFD[31m <x> ]]> &amp; \uFFFD.txt")
                        .path("type")
                        .asText())
                .isEqualTo("file");
        assertThat(bom.findValuesAsText("name")).allMatch(name -> name.length() <= 8_193);
        assertThat(bom.findValuesAsText("version")).allMatch(version -> version.length() <= 1_024);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldBeTheSameBytesWhenTheSameIsScannedAgain() throws Exception {
        folder.copy(ScannedFolder.VULNERABLE.resolve("log4j-core-2.14.1.jar"), "log4j-core-2.14.1.jar")
                .write("notes.txt", "x");
        folder.cache = java.util.Optional.of(home.resolve("cache"));
        bom();
        byte[] json = Files.readAllBytes(folder.document("bom.json"));
        byte[] xml = Files.readAllBytes(folder.document("bom.xml"));

        String serial = bom().path("serialNumber").asText();

        assertThat(Files.readAllBytes(folder.document("bom.json"))).isEqualTo(json);
        assertThat(Files.readAllBytes(folder.document("bom.xml"))).isEqualTo(xml);
        folder.write("notes.txt", "y");
        assertThat(bom().path("serialNumber").asText()).isNotEqualTo(serial);
    }

    @Test
    void shouldTellItsDigestInTheResultWhenItIsWritten() throws Exception {
        folder.order("shop", "1.0", false);

        JsonNode documents = folder.scan().end().path("documents");

        assertThat(documents).hasSize(2);
        for (JsonNode document : documents) {
            Path file = folder.document(document.path("file").asText());
            assertThat(document.path("digest").asText())
                    .isEqualTo("sha256:" + HashedFile.of("", file).sha256());
            assertThat(document.path("bytes").asLong()).isEqualTo(Files.size(file));
        }
        assertThat(documents.findValuesAsText("format")).containsExactly("CycloneDX 1.6 JSON", "CycloneDX 1.6 XML");
    }

    @Test
    void shouldLeaveNoDocumentWhenTheScanFails() throws Exception {
        folder.write("a", "a").write("b", "b");
        folder.order("shop", "1.0", false);
        folder.limits = new Limits(1, 1 << 20, 100, 1 << 20, 8, 60);

        assertThatThrownBy(folder::scan).hasMessageContaining("More than the 1 files");

        assertThat(folder.document("bom.json")).doesNotExist();
        assertThat(folder.document("bom.json.unfinished")).doesNotExist();
    }
}
