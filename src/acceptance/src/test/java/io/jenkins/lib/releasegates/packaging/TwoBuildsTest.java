package io.jenkins.lib.releasegates.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Keeps pom.xml, the official Jenkins build, and pom-central.xml, the reactor's, in step. */
@ParameterizedClass(name = "{0}")
@EnumSource(PluginUnderTest.class)
class TwoBuildsTest {
    private final PluginUnderTest plugin;
    private final Document official;
    private final Document central;
    private final Document parent;

    TwoBuildsTest(PluginUnderTest plugin) throws Exception {
        this.plugin = plugin;
        official = parse(plugin.folder().resolve("pom.xml"));
        central = parse(plugin.folder().resolve("pom-central.xml"));
        parent = parse(Baseline.ROOT.resolve("src/plugin-parent/pom.xml"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "groupId",
                "artifactId",
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/id",
                "developers/developer/name",
            })
    void shouldSayTheSame(String element) throws Exception {
        assertThat(texts(official, "/project/" + element))
                .isNotEmpty()
                .isEqualTo(texts(central, "/project/" + element));
    }

    @Test
    void shouldLeaveTheSameOutOfTheEngine() throws Exception {
        String excluded =
                "/project/dependencies/dependency[artifactId='release-gates-engine']/exclusions/exclusion/groupId";
        assertThat(texts(official, excluded)).isEqualTo(texts(central, excluded));
    }

    @Test
    void shouldHaveOneVersion() throws Exception {
        assertThat(texts(official, "/project/version"))
                .isEqualTo(texts(parent, "/project/parent/version"))
                .isEqualTo(texts(central, "/project/parent/version"));
        assertThat(texts(official, "//hpi.compatibleSinceVersion")).isEqualTo(texts(parent, "//compatible.since"));
    }

    @Test
    void shouldBuildForTheBaseline() throws Exception {
        Baseline baseline = new Baseline();
        String version = texts(official, "//jenkins.version").get(0);

        assertThat(texts(official, "//jenkins.baseline")).containsExactly(baseline.version("jenkins.baseline"));
        assertThat(version.replace("${jenkins.baseline}", baseline.version("jenkins.baseline")))
                .isEqualTo(baseline.version("jenkins.version"));
        assertThat(texts(parse(Baseline.ROOT.resolve("pom.xml")), "//maven.compiler.release"))
                .containsExactly(baseline.version("jenkins.java"));
    }

    @Test
    void shouldDependOnTheSamePlugins() throws Exception {
        List<String> ofCentral =
                List.of(texts(central, "//plugin.dependencies").get(0).split(","));
        List<String> expected = new ArrayList<>();
        for (String dependency : ofCentral) {
            expected.add(dependency.replaceAll(":\\$\\{[^}]*}", ""));
        }
        List<String> found = new ArrayList<>();
        String plugins =
                "/project/dependencies/dependency[not(scope) and not(starts-with(artifactId, 'release-gates-'))]";
        texts(official, plugins + "[not(optional)]/artifactId").forEach(found::add);
        texts(official, plugins + "[optional='true']/artifactId")
                .forEach(name -> found.add(name + ";resolution:=optional"));

        assertThat(found).hasSizeGreaterThan(3).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(texts(
                        official,
                        "/project/dependencies/dependency[not(starts-with(artifactId, 'release-gates'))]/version"))
                .as("versions of plugins, which the bill of materials sets")
                .isEmpty();
        String managed = "/project/dependencyManagement/dependencies/dependency[not(scope)]";
        List<String> versions = texts(official, managed + "/version");
        List<String> names = texts(official, managed + "/artifactId");
        assertThat(versions).as("what the bill of materials has older").hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            assertThat(versions.get(i)).isEqualTo(new Baseline().version("plugin." + names.get(i)));
        }
    }

    @Test
    void shouldBundleTheSameJars() throws Exception {
        TreeSet<String> declared =
                new TreeSet<>(Files.readAllLines(plugin.folder().resolve("bundled-jars.txt")));
        declared.removeIf(line -> line.startsWith("#") || plugin.id().equals(line));

        assertThat(texts(official, "//hpi.bundledArtifacts")).containsExactly(String.join(",", declared));
        assertThat(texts(official, "//hpi.strictBundledArtifacts")).containsExactly("true");
    }

    @Test
    void shouldTakeTheManifestFromThePom() throws Exception {
        String developer = texts(central, "/project/developers/developer/name").get(0) + ":"
                + texts(central, "/project/developers/developer/id").get(0) + ":";

        assertThat(attribute("Plugin-Developers")).isEqualTo(developer);
        assertThat(attribute("Plugin-License-Name"))
                .isEqualTo(texts(central, "/project/licenses/license/name").get(0));
        assertThat(attribute("Plugin-License-Url"))
                .isEqualTo(texts(central, "/project/licenses/license/url").get(0));
    }

    private String attribute(String name) throws XPathExpressionException {
        return texts(parent, "//attribute[@name='" + name + "']/@value").get(0);
    }

    private static List<String> texts(Document pom, String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing");
        }
        return factory.newDocumentBuilder().parse(file.toFile());
    }
}
