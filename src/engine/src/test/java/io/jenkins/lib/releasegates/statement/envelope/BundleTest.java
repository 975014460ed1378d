package io.jenkins.lib.releasegates.statement.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.statement.Statements;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {

    private static final String ONE = new String(Statements.signed("{}"), StandardCharsets.UTF_8);

    private static List<String> places(String text) throws RefusedDocumentException {
        return Bundle.read(text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(item -> (item instanceof Bundle.Item.Refused ? "not " : "") + item.place())
                .toList();
    }

    @Test
    void shouldReadOneEnvelopeHoweverItIsLaidOut() throws Exception {
        assertThat(places(ONE)).containsExactly("the envelope");
        assertThat(places(ONE.replace(",", ",\n") + "\n")).containsExactly("the envelope");
        assertThat(places("{\n\"signatures\": [\n{\"sig\": \"\"}\n],\n\"payload\": \"\", \"payloadType\": \"\"}"))
                .containsExactly("the envelope");
    }

    @Test
    void shouldReadOnePerLineAndNameTheLinesThatAreNone() throws Exception {
        assertThat(places(ONE + "\n\n" + ONE + "\r\n# a remark\n{}\n" + ONE))
                .containsExactly("line 1", "line 3", "not line 4", "not line 5", "line 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "a\nb\n", "{\"payload\":\n1}", "[\n[]\n]", "{} x"})
    void shouldRefuseWhatIsNeither(String text) {
        assertThatThrownBy(() -> places(text)).isInstanceOf(RefusedDocumentException.class);
    }

    @Test
    void shouldRefuseTooManyLinesAndBytes() {
        assertThatThrownBy(() -> places("{}\n".repeat(1_001))).hasMessageContaining("more than 1000 lines");
        assertThatThrownBy(() -> Bundle.read(new byte[Bundle.MAX_BYTES + 1]))
                .hasMessageContaining("more than 16777216 bytes");
    }
}
