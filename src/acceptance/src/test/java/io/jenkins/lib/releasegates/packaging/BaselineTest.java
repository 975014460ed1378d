package io.jenkins.lib.releasegates.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {
    @ParameterizedTest(name = "the engine is compiled against the {1} that {0} of the baseline brings")
    @CsvSource({"jackson2-api, jackson", "snakeyaml-api, snakeyaml"})
    void shouldCompileAgainstTheLibrariesOfTheBaseline(String plugin, String library) throws Exception {
        String version = new Baseline().version("plugin." + plugin).split("-", 2)[0];

        assertThat(Files.readString(Baseline.ROOT.resolve("pom.xml")))
                .contains("<" + library + ".version>" + version + "</" + library + ".version>");
    }

    @Test
    void shouldDependOnTheVersionsThatTheDeclarationsWereComparedWith() throws Exception {
        Baseline baseline = new Baseline();
        Map<String, String> compared = new TreeMap<>();
        for (String line : Files.readAllLines(Baseline.ROOT.resolve("src/jenkins-api/signatures-2.516.txt"))) {
            if (line.startsWith("version ")) {
                String[] words = line.split(" ", 3);
                compared.put(words[1], words[2]);
            }
        }

        assertThat(compared).hasSizeGreaterThan(5).containsEntry("jenkins", baseline.version("jenkins.version"));
        compared.remove("jenkins");
        assertThat(compared)
                .allSatisfy((plugin, version) -> assertThat(baseline.version("plugin." + plugin))
                        .as(plugin)
                        .isEqualTo(version));
    }

    @Test
    void shouldHoldTheVersionsOfThePluginsThatOursDependOnAndNoOthers() throws Exception {
        Set<String> needed = new TreeSet<>();
        for (PluginUnderTest plugin : PluginUnderTest.values()) {
            needed.addAll(plugin.required());
            needed.addAll(plugin.optional());
        }
        needed.remove(PluginUnderTest.RELEASE_GATES.id());

        assertThat(new Baseline()
                        .all().stringPropertyNames().stream()
                                .filter(name -> name.startsWith("plugin."))
                                .map(name -> name.substring("plugin.".length())))
                .containsExactlyInAnyOrderElementsOf(needed);
    }
}
