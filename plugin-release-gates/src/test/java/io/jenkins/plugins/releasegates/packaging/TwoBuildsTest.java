package io.jenkins.plugins.releasegates.packaging;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Keeps pom.xml, the official Jenkins build, and pom-central.xml, the reactor's, in step. */
class TwoBuildsTest {
    private static Document official;
    private static Document central;
    private static Document parent;

    @BeforeAll
    static void read() throws Exception {
        official = parse(Baseline.PLUGIN.resolve("pom.xml"));
        central = parse(Baseline.PLUGIN.resolve("pom-central.xml"));
        parent = parse(Baseline.ROOT.resolve("pom.xml"));
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
                "dependencies/dependency[artifactId='release-gates-engine']/exclusions/exclusion/groupId",
            })
    void shouldSayTheSame(String element) throws Exception {
        assertThat(texts(official, "/project/" + element))
                .isNotEmpty()
                .isEqualTo(texts(central, "/project/" + element));
    }

    @Test
    void shouldHaveOneVersion() throws Exception {
        assertThat(texts(official, "/project/version"))
                .isEqualTo(texts(parent, "/project/version"))
                .isEqualTo(texts(central, "/project/parent/version"));
        assertThat(texts(official, "//hpi.compatibleSinceVersion")).isEqualTo(texts(central, "//compatible.since"));
    }

    @Test
    void shouldBuildForTheBaseline() throws Exception {
        Baseline baseline = new Baseline();
        String version = texts(official, "//jenkins.version").get(0);

        assertThat(texts(official, "//jenkins.baseline")).containsExactly(baseline.version("jenkins.baseline"));
        assertThat(version.replace("${jenkins.baseline}", baseline.version("jenkins.baseline")))
                .isEqualTo(baseline.version("jenkins.version"));
        assertThat(texts(parent, "//maven.compiler.release")).containsExactly(baseline.version("jenkins.java"));
    }

    @Test
    void shouldDependOnTheSamePlugins() throws Exception {
        List<String> ofCentral = List.of(texts(central, "//attribute[@name='Plugin-Dependencies']/@value")
                .get(0)
                .split(","));
        List<String> expected = new ArrayList<>();
        for (String dependency : ofCentral) {
            expected.add(dependency.replaceAll(":\\$\\{[^}]*}", ""));
        }
        List<String> found = new ArrayList<>();
        String plugins = "/project/dependencies/dependency[not(scope) and artifactId!='release-gates-engine']";
        texts(official, plugins + "[not(optional)]/artifactId").forEach(found::add);
        texts(official, plugins + "[optional='true']/artifactId")
                .forEach(name -> found.add(name + ";resolution:=optional"));

        assertThat(found).hasSizeGreaterThan(5).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(texts(official, "/project/dependencies/dependency[artifactId!='release-gates-engine']/version"))
                .as("versions of plugins, which the bill of materials sets")
                .isEmpty();
    }

    @Test
    void shouldBundleTheSameJars() throws Exception {
        TreeSet<String> declared = new TreeSet<>(Files.readAllLines(Baseline.PLUGIN.resolve("bundled-jars.txt")));
        declared.removeIf(line -> line.startsWith("#") || "release-gates".equals(line));

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

    private static String attribute(String name) throws XPathExpressionException {
        return texts(central, "//attribute[@name='" + name + "']/@value").get(0);
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
