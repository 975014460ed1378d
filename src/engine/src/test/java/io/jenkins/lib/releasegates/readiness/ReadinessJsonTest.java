package io.jenkins.lib.releasegates.readiness;

import static io.jenkins.lib.releasegates.readiness.Scene.attested;
import static io.jenkins.lib.releasegates.readiness.Scene.checked;
import static io.jenkins.lib.releasegates.readiness.Scene.daysAgo;
import static io.jenkins.lib.releasegates.readiness.Scene.inDays;
import static io.jenkins.lib.releasegates.readiness.Scene.list;
import static io.jenkins.lib.releasegates.readiness.Scene.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.gate.Verdict.Kind;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A result as it is kept and shown. */
class ReadinessJsonTest {

    private static final Item RESTORE = attested("restore", ItemSeverity.BLOCKING);
    private static final Item CHAOS = attested("chaos", ItemSeverity.HIGH);
    private static final Item ALERT = checked("alert", ItemSeverity.BLOCKING);

    private static ReadinessResult result() {
        return new Scene()
                .says("bob", Answer.YES, RESTORE, daysAgo(10))
                .accepts("carol", CHAOS, daysAgo(1), inDays(9))
                .judge(list(RESTORE, CHAOS, ALERT), Scene.result(ALERT, Kind.PASSED));
    }

    @Test
    void shouldComeBackAsItWas() throws Exception {
        String text = ReadinessJson.write(result());

        assertThat(ReadinessJson.read(text)).isEqualTo(result());
        assertThat(ReadinessJson.write(ReadinessJson.read(text))).isEqualTo(text);
        assertThat(text).startsWith("{\"at\":\"2026-11-22T12:00:00Z\"").contains("\"verdict\":\"WARNING\"");
    }

    @Test
    void shouldHoldNoNameAndNothingThatPeopleTyped() {
        assertThat(ReadinessJson.write(result()))
                .doesNotContain("bob", "carol", "dora", "Because", "Next week", "restore.log")
                .contains(Scene.commitment("bob").toString());
    }

    @Test
    void shouldKeepMembersThatItDoesNotKnow() throws Exception {
        String newer = ReadinessJson.write(result())
                .replaceFirst("\\{\"at\"", "{\"approved\":[1],\"at\"")
                .replaceFirst("\"attested\":true", "\"attested\":true,\"aside\":{\"a\":null}")
                .replace("\"tier\":1", "\"team\":\"x\",\"tier\":1");
        ReadinessResult read = ReadinessJson.read(newer);

        assertThat(read.verdict()).isEqualTo(result().verdict());
        assertThat(ReadinessJson.write(read))
                .contains("\"approved\":[1]", "\"aside\":{\"a\":null}", "\"team\":\"x\"")
                .hasSameSizeAs(newer);
    }

    @ParameterizedTest(name = "{0} instead of {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"verdict\":\"WARNING\",\"version\"|\"verdict\":\"PASSED\",\"version\"|verdict",
                "\"version\":1|\"version\":2|version",
                "\"type\":\"readiness\"|\"type\":\"analysis\"|type",
                "\"status\":\"ACCEPTED\"|\"status\":\"MET\"|counts",
                "\"counts\":\"WARNING\"|\"counts\":\"PASSED\"|counts",
                "\"status\":\"ACCEPTED\"|\"status\":\"FINE\"|status",
                "\"tier\":1|\"tier\":9|tier",
                "\"by\":[\"sha256:|\"by\":[\"sha1:|by",
                "\"at\":\"2026-11-22T12:00:00Z\"|\"at\":\"noon\"|at",
                "\"attested\":true|\"attested\":\"yes\"|attested",
            })
    void shouldRefuseWhatContradictsItself(String good, String bad, String member) {
        String text = ReadinessJson.write(result());
        String broken = text.replace(good, bad);

        assertThat(broken).isNotEqualTo(text);
        assertThatThrownBy(() -> ReadinessJson.read(broken))
                .isInstanceOf(UnreadableReadinessException.class)
                .hasMessageContaining(member);
    }

    @Test
    void shouldRefuseWhatIsNoResult() {
        for (String text : new String[] {"", "[]", "{}", "{\"a\":1,\"a\":2}", "[".repeat(1000), "{} {}", "nul"}) {
            assertThatThrownBy(() -> ReadinessJson.read(text)).isInstanceOf(UnreadableReadinessException.class);
        }
    }
}
