package io.jenkins.lib.releasegates.slo.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson.UnreadableBudgetException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BudgetJsonTest {

    static Stream<Measured> outcomes() {
        return Stream.of(
                new Measured.Known(Budgets.left(0.25)),
                new Measured.Known(Budgets.left(-1.75)),
                new Measured.Known(Budgets.afterIncident(0.1, 1.0 / 3)),
                new Measured.Known(Budgets.burning(0.1, Optional.empty(), BurnAlert.State.UNKNOWN)),
                new Measured.Known(Budgets.burning(0.1, Optional.of(1e-17), BurnAlert.State.FIRING)),
                new Measured.Inconclusive(Measured.Reason.GAPS, "6.667 % are without data."),
                new Measured.Errored(MetricsException.Reason.TIMEOUT, "it took \"too\" long\n"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void shouldReadWhatItWrote(Measured measured) throws UnreadableBudgetException {
        String text = BudgetJson.write(KeptBudget.of(measured));

        assertThat(BudgetJson.read(text)).isEqualTo(KeptBudget.of(measured));
        assertThat(BudgetJson.write(BudgetJson.read(text))).isEqualTo(text);
        assertThat(text).doesNotContain("\n");
    }

    @Test
    void shouldKeepMembersThatItDoesNotKnow() throws UnreadableBudgetException {
        String text = BudgetJson.write(KeptBudget.of(new Measured.Known(Budgets.left(0.25))));
        String later = text.replace("\"about\":{", "\"about\":{\"aaa\":{\"b\":[1]},")
                .replace("\"version\":1", "\"version\":1,\"zzz\":\"new\"");

        KeptBudget kept = BudgetJson.read(later);

        assertThat(kept.measured()).isEqualTo(new Measured.Known(Budgets.left(0.25)));
        assertThat(BudgetJson.write(kept)).isEqualTo(later);
    }

    static Stream<String[]> wrong() {
        String text = BudgetJson.write(KeptBudget.of(new Measured.Known(Budgets.left(0.25))));
        return Stream.of(
                new String[] {"", "Found no JSON object"},
                new String[] {"[]", "Found no JSON object"},
                new String[] {text.substring(0, 100), "Found no JSON of an error budget"},
                new String[] {text + "{}", "Found no JSON of an error budget"},
                new String[] {
                    text.replace("\"version\":1", "\"version\":2"), "version: found \"2\", allowed: the number 1"
                },
                new String[] {text.replace("\"remaining\":0.25", "\"remaining\":1.01"), "remaining: found \"1.01\""},
                new String[] {text.replace("\"remaining\":0.25", "\"remaining\":\"NaN\""), "remaining: found \"NaN\""},
                new String[] {text.replace("\"remaining\":0.25", "\"remaining\":1e999"), "remaining: found"},
                new String[] {text.replace("\"remaining\":0.25,", ""), "remaining: found nothing"},
                new String[] {
                    text.replace("\"remaining\":0.25", "\"remaining\":0.25,\"remaining\":0.9"),
                    "Found no JSON of an error"
                },
                new String[] {
                    text.replace("\"QUERIED\"", "\"GUESSED\""), "about.way: found \"GUESSED\", allowed: one of"
                },
                new String[] {text.replace("\"QUIET\"", "\"quiet\""), "alerts[0].state: found \"quiet\""},
                new String[] {text.replace("\"at\":\"2026", "\"at\":\"x2026"), "about.at: found"},
                new String[] {text.replace("sha256:", "md5:"), "Found what no error budget has"},
                new String[] {text + " ".repeat(BudgetJson.MAX_LENGTH), "characters, allowed: at most"});
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldRefuseWhatItWouldNotWrite(String text, String message) {
        assertThatThrownBy(() -> BudgetJson.read(text))
                .isInstanceOf(UnreadableBudgetException.class)
                .hasMessageContaining(message);
    }

    /** A state that was damaged is refused or read, and never anything else. */
    @Test
    void shouldReadOrRefuseDamagedStates() {
        Random random = new Random(20261122);
        String text = BudgetJson.write(KeptBudget.of(new Measured.Known(Budgets.afterIncident(0.1, 0.5))));
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            int at = random.nextInt(text.length());
            if (random.nextBoolean()) {
                damaged.deleteCharAt(at);
            } else {
                damaged.setCharAt(at, (char) (32 + random.nextInt(96)));
            }
            try {
                BudgetJson.read(damaged.toString());
            } catch (UnreadableBudgetException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }
}
