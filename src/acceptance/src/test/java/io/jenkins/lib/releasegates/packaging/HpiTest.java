package io.jenkins.lib.releasegates.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the archives that a user installs, which have been packaged before. */
@ParameterizedClass(name = "{0}")
@EnumSource(PluginUnderTest.class)
class HpiTest {
    private static final String LIB = "WEB-INF/lib/";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final PluginUnderTest plugin;
    private final Map<String, byte[]> hpi = new TreeMap<>();
    private final Map<String, byte[]> jar = new TreeMap<>();

    HpiTest(PluginUnderTest plugin) throws IOException {
        this.plugin = plugin;
        try (InputStream in = Files.newInputStream(archive())) {
            hpi.putAll(entries(in));
        }
        jar.putAll(entries(new ByteArrayInputStream(hpi.get(LIB + plugin.id() + ".jar"))));
    }

    private Path archive() {
        return plugin.folder().resolve("target/" + plugin.id() + ".hpi");
    }

    @Test
    void shouldBundleTheDeclaredJarsAndNoOthers() throws IOException {
        List<String> declared = Files.readAllLines(plugin.folder().resolve("bundled-jars.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> bundled = hpi.keySet().stream()
                .filter(name -> name.startsWith(LIB) && name.endsWith(".jar"))
                .map(name -> name.substring(LIB.length()).replaceAll("(-\\d.*)?\\.jar$", ""))
                .toList();

        assertThat(bundled).containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest(name = "{0} is not bundled, because Jenkins has it")
    @ValueSource(
            strings = {
                "com/fasterxml/jackson/databind/ObjectMapper.class",
                "org/yaml/snakeyaml/Yaml.class",
                "com/google/common/collect/ImmutableList.class",
                "org/antlr/v4/runtime/Parser.class",
                "hudson/Extension.class",
                "jakarta/servlet/Servlet.class",
                "org/jenkinsci/Symbol.class"
            })
    void shouldNotBundleWhatJenkinsHas(String type) throws IOException {
        int jars = 0;
        for (Map.Entry<String, byte[]> entry : hpi.entrySet()) {
            if (entry.getKey().endsWith(".jar")) {
                assertThat(entries(new ByteArrayInputStream(entry.getValue())))
                        .as(entry.getKey())
                        .doesNotContainKey(type);
                jars++;
            }
        }
        assertThat(jars).isPositive();
    }

    @Test
    void shouldCarryTheSameManifestInBothArchives() throws IOException {
        Attributes outer = manifest(hpi);
        Attributes inner = manifest(jar);
        // What the two archivers say about themselves and the JDK.
        for (String ofArchiver : List.of("Created-By", "Java-Version", "Build-Jdk-Spec")) {
            outer.remove(new Attributes.Name(ofArchiver));
            inner.remove(new Attributes.Name(ofArchiver));
        }

        assertThat(inner).isEqualTo(outer).hasSizeGreaterThan(15);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Group-Id, io.jenkins.plugins",
        "Artifact-Id, {id}",
        "Short-Name, {id}",
        "Long-Name, {title}",
        "Minimum-Java-Version, 17",
        "Plugin-License-Name, MIT",
        "Compatible-Since-Version, 0.1.0",
        "Plugin-Class,",
    })
    void shouldSayWhatJenkinsReads(String attribute, @Nullable String expected) throws IOException {
        String filled =
                expected == null ? null : expected.replace("{id}", plugin.id()).replace("{title}", plugin.title());
        assertThat(manifest(jar).getValue(attribute)).isEqualTo(filled);
    }

    @Test
    void shouldRequireTheBaseline() throws IOException {
        Baseline baseline = new Baseline();
        Attributes manifest = manifest(jar);

        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo(baseline.version("jenkins.version"));
        assertThat(manifest.getValue("Plugin-Version")).isEqualTo(System.getProperty("project.version"));
        Set<String> required = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        for (String dependency : manifest.getValue("Plugin-Dependencies").split(",")) {
            String[] parts = dependency.split("[:;]", 3);
            assertThat(parts[1])
                    .as(parts[0])
                    .isEqualTo(
                            parts[0].equals("release-gates")
                                    ? System.getProperty("project.version")
                                    : baseline.version("plugin." + parts[0]));
            (parts.length == 3 ? optional : required).add(parts[0]);
            assertThat(dependency.substring(parts[0].length() + 1 + parts[1].length()))
                    .isIn("", ";resolution:=optional");
        }
        assertThat(required).containsExactlyElementsOf(plugin.required());
        assertThat(optional).containsExactlyElementsOf(plugin.optional());
    }

    @Test
    void shouldListEveryExtensionForSezPoz() throws IOException {
        assertThat(jar).containsKey("META-INF/annotations/hudson.Extension");
        assertThat(lines("META-INF/annotations/hudson.Extension.txt"))
                .containsExactlyInAnyOrderElementsOf(classesWith("Lhudson/Extension;"));
    }

    @Test
    void shouldListEverySymbolForStructs() throws IOException {
        assertThat(lines("META-INF/services/annotations/org.jenkinsci.Symbol"))
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(classesWith("Lorg/jenkinsci/Symbol;"));
    }

    @Test
    void shouldCarryTextsAndPages() {
        assertThat(jar)
                .containsKey("index.jelly")
                .containsKeys(plugin.contents().toArray(String[]::new));
        assertThat(jar.entrySet().stream().filter(entry -> entry.getKey().endsWith(".jelly")))
                .allSatisfy(entry -> assertThat(new String(entry.getValue(), StandardCharsets.UTF_8))
                        .as(entry.getKey())
                        .startsWith("<?jelly escape-by-default='true'?>"));
    }

    @Test
    void shouldKeepParameterNames() {
        long withNames = jar.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/Messages.class"))
                .filter(entry -> contains(entry.getValue(), "MethodParameters"))
                .count();
        assertThat(withNames).as("Messages.class has methods with parameters").isEqualTo(1);
    }

    @Test
    void shouldBeTheSameBytesWheneverItIsBuilt() throws IOException {
        try (InputStream file = Files.newInputStream(archive());
                ZipInputStream zip = new ZipInputStream(file)) {
            Set<Long> times = new HashSet<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                times.add(entry.getTime());
            }
            assertThat(times)
                    .as("one time for all entries, project.build.outputTimestamp")
                    .hasSize(1);
        }
    }

    private List<String> lines(String name) {
        return new String(jar.get(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** Classes that carry the annotation; the descriptor is in the constant pool of no others. */
    private Set<String> classesWith(String descriptor) {
        return jar.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".class") && contains(entry.getValue(), descriptor))
                .map(entry -> entry.getKey().replaceAll("\\.class$", "").replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean contains(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static Attributes manifest(Map<String, byte[]> archive) throws IOException {
        return new Manifest(new ByteArrayInputStream(archive.get(MANIFEST))).getMainAttributes();
    }

    private static Map<String, byte[]> entries(InputStream in) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
