package io.jenkins.plugins.releasegates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docs say of configuration as code is taken, is in the export, and an export comes back as it went. */
@WithJenkins
class ConfigurationAsCodeTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(unclassified:\n.*?)```", Pattern.DOTALL);

    /** An export leaves out what is as it would be without a word. */
    private static final String DEFAULT = " / timeout: 24h";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"jenkins.md", "environments.md", "approvals.md"})
    void shouldComeBackAsItWasExported(String file, JenkinsRule jenkins) throws Exception {
        Matcher examples = EXAMPLE.matcher(Files.readString(DOCS.resolve(file)));
        int seen = 0;
        for (; examples.find(); seen++) {
            Map<?, ?> written = map(map(examples.group(1)).get("unclassified"));
            apply(examples.group(1));
            Map<?, ?> exported = exported(written);
            assertContains(file, written, exported);

            apply(new Yaml().dump(Map.of("unclassified", exported)));

            assertEquals(exported, exported(written));
        }
        assertTrue(seen > 0, "an example in " + file);
    }

    private void apply(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("jenkins.yaml"), yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    /** The export of what the example is about. */
    private static Map<?, ?> exported(Map<?, ?> written) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        Map<?, ?> all = map(map(out.toString(StandardCharsets.UTF_8)).get("unclassified"));
        all.keySet().retainAll(written.keySet());
        assertEquals(written.keySet(), all.keySet());
        return all;
    }

    private static void assertContains(String where, Object written, Object exported) {
        if (written instanceof Map<?, ?> members) {
            Map<?, ?> found = map(exported);
            members.forEach((key, value) -> assertContains(where + " / " + key, value, found.get(key)));
        } else if (written instanceof List<?> items) {
            List<?> found = assertInstanceOf(List.class, exported, where);
            assertEquals(items.size(), found.size(), where);
            for (int i = 0; i < items.size(); i++) {
                assertContains(where + " / " + i, items.get(i), found.get(i));
            }
        } else if (exported == null) {
            boolean unset = String.valueOf(written).contains("${");
            assertTrue(unset || (where + ": " + written).endsWith(DEFAULT), where + " is in no export");
        } else if (!String.valueOf(written).contains("${")) {
            assertEquals(String.valueOf(written).strip(), String.valueOf(exported).strip(), where);
        }
    }

    private static Map<?, ?> map(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    private static Map<?, ?> map(Object value) {
        return assertInstanceOf(Map.class, value);
    }
}
