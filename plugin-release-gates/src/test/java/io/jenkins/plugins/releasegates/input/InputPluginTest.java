package io.jenkins.plugins.releasegates.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plugin pipeline-input-step need not be installed, so only the class that is loaded last may name its classes. */
class InputPluginTest {

    private static final String THEIRS = "org/jenkinsci/plugins/workflow/support/steps/input/";

    private static boolean namesTheirs(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(THEIRS);
        } catch (IOException e) {
            throw new AssertionError(file + " can't be read", e);
        }
    }

    @Test
    void shouldBeTheOnlyClassThatNeedsTheOtherPlugin() throws IOException, URISyntaxException {
        Path classes = Path.of(InputPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> all;
        try (Stream<Path> walk = Files.walk(classes)) {
            all = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }

        assertThat(all).hasSizeGreaterThan(100);
        assertThat(all.stream()
                        .filter(InputPluginTest::namesTheirs)
                        .map(file -> file.getFileName().toString()))
                .containsExactly("InputPlugin.class");
    }
}
