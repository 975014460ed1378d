package io.jenkins.lib.releasegates.report.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of controls: those that are shipped, and those in which something is wrong. */
class ComplianceControlsTest {

    private static final String CONTROL = """
            apiVersion: release-gates/v1
            kind: ComplianceControls
            controls:
              - id: C-1
                framework: ours
                version: "1"
                title: Changes are seen
                citation: handbook, 3
                url: https://example.com
                questions:
                  - ask: Were they?
                    facts: [every-promotion-admitted]
            """;

    private static Controls.Reading read(String text) {
        return Controls.read(text.getBytes(StandardCharsets.UTF_8), "controls.yaml");
    }

    @Test
    void shouldShipControlsOfFourFrameworksWithTheirSources() {
        Controls shipped = Controls.shipped();

        assertThat(shipped.controls())
                .extracting(Control::framework)
                .contains("SOC 2", "ISO/IEC 27001", "PCI DSS", "NIST SP 800-53");
        assertThat(shipped.controls())
                .extracting(Control::id)
                .contains("CC8.1", "A.8.32", "6.5.1", "6.5.6", "CM-3", "CM-5");
        assertThat(shipped.controls()).allSatisfy(control -> {
            assertThat(control.citation()).containsPattern("[0-9]");
            assertThat(control.url()).startsWith("https://");
            assertThat(control.questions()).isNotEmpty();
        });
        assertThat(shipped.controls().stream()
                        .flatMap(control -> control.questions().stream())
                        .flatMap(question -> question.facts().stream()))
                .as("each fact answers something")
                .contains(Fact.values());
        assertThat(Controls.template()).doesNotContain("compliant").startsWith("#");
    }

    @Test
    void shouldReadTheTemplateAsAnOwnersFile() {
        Controls.Reading reading = read(Controls.template());

        assertThat(reading.issues()).isEmpty();
        assertThat(reading.controls().orElseThrow().controls())
                .isEqualTo(Controls.shipped().controls());
        assertThat(reading.controls().orElseThrow().source()).isEqualTo("controls.yaml");
    }

    @Test
    void shouldReadAnOwnersControl() {
        assertThat(read(CONTROL).issues()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("", "controls.yaml:1:1: found an empty file; allowed: apiVersion, kind, controls"),
                Arguments.of(
                        CONTROL.replace("every-promotion-admitted", "every-promotion-blessed"),
                        "controls.yaml:12:17: controls[0].questions[0].facts[0]: found \"every-promotion-blessed\"; allowed:"),
                Arguments.of(CONTROL.replace("  version: \"1\"", "  version: 1"), "found \"1\" without quotes"),
                Arguments.of(CONTROL.replace("    title: Changes are seen\n", ""), "controls[0].title: found nothing"),
                Arguments.of(CONTROL.replace("    title:", "    titel:"), "did you mean title?"),
                Arguments.of(CONTROL.replace("release-gates/v1", "release-gates/v2"), "controls.yaml:1:13: apiVersion"),
                Arguments.of(CONTROL.replace("ComplianceControls", "ReleasePolicy"), "allowed: ComplianceControls"),
                Arguments.of(
                        CONTROL.substring(0, CONTROL.indexOf("controls:")) + "controls: []\n",
                        "found an empty list; allowed: at least one control"),
                Arguments.of(
                        CONTROL + CONTROL.substring(CONTROL.indexOf("  - id:")),
                        "found \"C-1\" a second time; allowed: each control of a framework once"),
                Arguments.of(CONTROL.replace("facts: [every-promotion-admitted]", "why: none"), "facts: found nothing"),
                Arguments.of(
                        CONTROL.replace("[every-promotion-admitted]", "&a [every-promotion-admitted]"),
                        "text without anchors"),
                Arguments.of("controls: [", "a syntax error"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldSayWhatIsWrongAndWhere(String text, String issue) {
        Controls.Reading reading = read(text);

        assertThat(reading.controls()).isEmpty();
        assertThat(reading.issues())
                .extracting(Object::toString)
                .anySatisfy(words -> assertThat(words).contains(issue));
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        assertThat(Controls.read(new byte[] {(byte) 0xff}, "controls.yaml")
                        .issues()
                        .toString())
                .contains("text in UTF-8");
        assertThat(Controls.read(new byte[2 << 20], "controls.yaml").controls()).isEmpty();
    }
}
