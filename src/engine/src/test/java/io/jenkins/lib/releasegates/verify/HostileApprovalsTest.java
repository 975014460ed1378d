package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions, answers and ends of approvals that nobody has ever written. */
class HostileApprovalsTest {

    private static final String ABOUT = "\"artifacts\":[{\"digest\":\"" + HandWrittenTrail.blob() + "\"}],";
    private static final String CONTENT = "\"content\":\"" + HandWrittenTrail.blob() + "\",";
    private static final String PLACE = "\"environment\":{\"name\":\"production\"},";
    private static final String ASKED =
            "{" + ABOUT + CONTENT + "\"decision\":\"0123456789abcdef/2\"," + PLACE + "\"people\":{}}";
    private static final String ANSWERED = "{\"answer\":\"APPROVE\"," + ABOUT + CONTENT + PLACE
            + "\"request\":\"0123456789abcdef/3\",\"status\":\"WAITING\"}";
    private static final String ENDED =
            "{" + ABOUT + PLACE + "\"request\":\"0123456789abcdef/3\",\"status\":\"STALE\"}";

    @TempDir
    private Path ledger;

    /** A decision, the question, two answers and the end. */
    private List<String> findings(String asked, String answered, String ended) throws IOException {
        new HandWrittenTrail()
                .decision()
                .entry("approval-asked", asked)
                .entry("approval-answered", answered)
                .entry("approval-answered", ANSWERED)
                .entry("approval-ended", ended)
                .write(ledger);
        VerificationReport report = TrailVerifier.verify(ledger, VerifyOptions.NONE);
        assertThat(report.notes()).noneMatch(note -> note.contains("doesn't know"));
        return report.findings().stream()
                .map(VerificationReport.Problem::toString)
                .toList();
    }

    @Test
    void shouldVerifyWhatIsWellFormed() throws IOException {
        assertThat(findings(ASKED, ANSWERED, ENDED)).isEmpty();
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                row(4, CONTENT, "", "in content"),
                row(4, "\"content\":\"sha256:", "\"content\":\"sha256:0", "in content, expected the form sha256:"),
                row(4, "\"name\":\"production\"", "", "in name"),
                row(4, "{\"name\":\"production\"}", "\"production\"", "in name"),
                row(4, ABOUT, "", "found no list in artifacts, expected what it is about"),
                row(4, "[{\"digest\":", "[{\"diges\":", "in digest"),
                row(4, "\"decision\":\"0123456789abcdef/2\",", "", "in decision"),
                row(
                        4,
                        "abcdef/2",
                        "abcdef/3",
                        "in decision, expected the form 0123456789abcdef/ and the number of an earlier"),
                row(4, "0123456789abcdef/2", "1123456789abcdef/2", "in decision, expected the form 0123456789abcdef/"),
                row(
                        4,
                        "\"people\":{}",
                        "\"people\":{\"rule\":\"1 of group sre\"}",
                        "in rule, expected the form sha256:"),
                row(
                        4,
                        "\"content\":",
                        "\"changes\":{\"commits\":1,\"verified\":2},\"content\":",
                        "found 2 in changes.verified, expected a number of these commits"),
                row(
                        4,
                        "\"content\":",
                        "\"changes\":{\"commits\":1,\"verified\":\"1\"},\"content\":",
                        "in changes.verified"),
                row(5, "\"request\":", "\"reauthenticated\":\"yes\",\"request\":", "in reauthenticated"),
                row(5, CONTENT, "", "in content"),
                row(5, "\"answer\":\"APPROVE\",", "", "in answer"),
                row(5, "\"answer\":\"APPROVE\"", "\"answer\":true", "in answer"),
                row(5, ",\"status\":\"WAITING\"", "", "in status"),
                row(5, "\"status\":\"WAITING\"", "\"status\":0", "in status"),
                row(5, "\"request\":\"0123456789abcdef/3\",", "", "in request"),
                row(
                        5,
                        "abcdef/3",
                        "abcdef/4",
                        "in request, expected the form 0123456789abcdef/ and the number of an earlier"),
                row(5, PLACE, "", "in name"),
                row(5, ABOUT, "", "found no list in artifacts"),
                row(7, ",\"status\":\"STALE\"", "", "in status"),
                row(
                        7,
                        "abcdef/3",
                        "abcdef/6",
                        "in request, expected the form 0123456789abcdef/ and the number of an earlier"),
                row(7, "\"request\":\"0123456789abcdef/3\"", "\"request\":3", "in request"),
                row(7, PLACE, "", "in name"),
                row(7, ABOUT, "", "found no list in artifacts"));
    }

    private static Arguments row(int line, String from, String to, String expected) {
        return Arguments.of(line, from, to, expected);
    }

    @ParameterizedTest(name = "line {0}: {1} -> {2}")
    @MethodSource("forms")
    void shouldRefuseWhatIsNot(int line, String from, String to, String expected) throws IOException {
        String body = line == 4 ? ASKED : line == 5 ? ANSWERED : ENDED;
        String changed = body.replace(from, to);
        assertThat(changed).isNotEqualTo(body);

        assertThat(findings(line == 4 ? changed : ASKED, line == 5 ? changed : ANSWERED, line == 7 ? changed : ENDED))
                .singleElement()
                .asString()
                .startsWith(HandWrittenTrail.FIRST_FILE + ":" + line + ": ")
                .contains(expected);
    }

    @Test
    void shouldNotBeAmongTheEntriesOfADecision() throws IOException {
        new HandWrittenTrail()
                .decision()
                .entry("evidence-recorded", HandWrittenTrail.evidence(true))
                .entry("gate-judged", HandWrittenTrail.gate("tests", "PASSED"))
                .entry("approval-asked", ASKED)
                .entry("decision-made", HandWrittenTrail.decisionBody(HandWrittenTrail.blob(), "tests", "PASSED"))
                .write(ledger);

        assertThat(TrailVerifier.verify(ledger, VerifyOptions.NONE).findings())
                .singleElement()
                .asString()
                .startsWith(HandWrittenTrail.FIRST_FILE + ":7: found a decision, expected its evidence");
    }
}
