package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Waivers, emergencies and reviews that nobody has ever written. */
class HostileExemptionsTest {

    private static final String ABOUT = "\"artifacts\":[{\"digest\":\"" + HandWrittenTrail.blob() + "\"}],";
    private static final String PLACE = "\"environment\":{\"name\":\"production\"},";
    private static final String GROUNDS = "\"grounds\":\"" + HandWrittenTrail.blob() + "\",";
    private static final List<String> BODIES = List.of(
            "{" + ABOUT + "\"decision\":\"0123456789abcdef/2\"," + PLACE
                    + "\"expires\":\"2026-11-30T00:00:00.000Z\",\"gate\":\"tests\"," + GROUNDS + "\"people\":{}}",
            "{\"answer\":\"GRANTED\"," + ABOUT + PLACE
                    + "\"until\":\"2026-11-30T00:00:00.000Z\",\"waiver\":\"0123456789abcdef/3\"}",
            "{" + ABOUT + "\"deadline\":\"2026-11-30T00:00:00.000Z\",\"decision\":\"0123456789abcdef/2\"," + PLACE
                    + "\"people\":{}}",
            "{\"answer\":\"GRANTED\"," + ABOUT + "\"breakGlass\":\"0123456789abcdef/5\"," + PLACE
                    + "\"until\":\"2026-11-30T00:00:00.000Z\"}",
            "{" + ABOUT + "\"breakGlass\":\"0123456789abcdef/5\"," + PLACE + "\"finding\":\"JUSTIFIED\"}");
    private static final List<String> KINDS = List.of(
            "waiver-asked", "waiver-answered", "break-glass-asked", "break-glass-answered", "break-glass-reviewed");

    @TempDir
    private Path ledger;

    private List<String> findings(List<String> bodies) throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        for (int i = 0; i < KINDS.size(); i++) {
            trail.entry(KINDS.get(i), bodies.get(i));
        }
        trail.write(ledger);
        VerificationReport report = TrailVerifier.verify(ledger, VerifyOptions.NONE);
        assertThat(report.notes()).noneMatch(note -> note.contains("doesn't know"));
        return report.findings().stream()
                .map(VerificationReport.Problem::toString)
                .toList();
    }

    @Test
    void shouldVerifyWhatIsWellFormed() throws IOException {
        assertThat(findings(BODIES)).isEmpty();
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                row(0, "\"gate\":\"tests\",", "", "in gate"),
                row(0, GROUNDS, "", "in grounds"),
                row(0, "\"grounds\":\"sha256:", "\"grounds\":\"sha256:0", "in grounds, expected the form sha256:"),
                row(0, "\"expires\":\"2026-11-30T00:00:00.000Z\",", "", "in expires"),
                row(0, "abcdef/2", "abcdef/3", "in decision, expected the form 0123456789abcdef/"),
                row(0, ABOUT, "", "found no list in artifacts"),
                row(0, PLACE, "", "in name"),
                row(0, "\"people\":{}", "\"people\":{\"reason\":\"urgent\"}", "in reason, expected the form sha256:"),
                row(1, "\"answer\":\"GRANTED\",", "", "in answer"),
                row(1, "abcdef/3", "abcdef/4", "in waiver, expected the form 0123456789abcdef/"),
                row(1, "\"waiver\"", "\"waives\"", "in waiver"),
                row(2, "\"deadline\":\"2026-11-30T00:00:00.000Z\",", "", "in deadline"),
                row(2, "0123456789abcdef/2", "1123456789abcdef/2", "in decision"),
                row(3, "\"answer\":\"GRANTED\",", "", "in answer"),
                row(3, "abcdef/5", "abcdef/6", "in breakGlass, expected the form 0123456789abcdef/"),
                row(4, ",\"finding\":\"JUSTIFIED\"", "", "in finding"),
                row(4, "\"finding\":\"JUSTIFIED\"", "\"finding\":true", "in finding"),
                row(4, "\"breakGlass\":\"0123456789abcdef/5\",", "", "in breakGlass"));
    }

    private static Arguments row(int entry, String from, String to, String expected) {
        return Arguments.of(entry, from, to, expected);
    }

    @ParameterizedTest(name = "entry {0}: {1} -> {2}")
    @MethodSource("forms")
    void shouldRefuseWhatIsNot(int entry, String from, String to, String expected) throws IOException {
        String changed = BODIES.get(entry).replace(from, to);
        assertThat(changed).isNotEqualTo(BODIES.get(entry));
        List<String> bodies = new ArrayList<>(BODIES);
        bodies.set(entry, changed);

        assertThat(findings(bodies))
                .singleElement()
                .asString()
                .startsWith(HandWrittenTrail.FIRST_FILE + ":" + (entry + 4) + ": ")
                .contains(expected);
    }
}
