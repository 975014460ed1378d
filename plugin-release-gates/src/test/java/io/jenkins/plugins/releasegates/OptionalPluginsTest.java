package io.jenkins.plugins.releasegates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some plugins need not be installed, so only the classes that are loaded last may name their classes. */
class OptionalPluginsTest {

    private static boolean names(Path file, String theirs) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(theirs);
        } catch (IOException e) {
            throw new AssertionError(file + " can't be read", e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "pipeline-input-step, org/jenkinsci/plugins/workflow/support/steps/input/, InputPlugin.class",
        "mailer, hudson/tasks/Mailer, MailerPlugin.class",
        "jakarta-mail-api, jakarta/mail/, MailerPlugin.class SmtpConnection.class",
    })
    void shouldBeNamedByAsFewClassesAsCanBe(String plugin, String theirs, String ours)
            throws IOException, URISyntaxException {
        Path classes = Path.of(ReleaseGates.class
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
                        .filter(file -> names(file, theirs))
                        .map(file -> file.getFileName().toString())
                        .sorted())
                .as(plugin)
                .containsExactly(ours.split(" "));
    }
}
