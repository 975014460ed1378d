package io.jenkins.lib.releasegates.readiness.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Breaks a good file in many small ways, always the same ones. */
class ChecklistMutationTest {

    private static final int ROUNDS = 3_000;
    private static final String[] SPICE = {
        "[",
        "{",
        "\"",
        "'",
        "|",
        "&a ",
        "*a",
        "!!x ",
        ": ",
        "\n- ",
        "#",
        "\t",
        "\u0000",
        "~",
        "9",
        "..",
        "//",
        "%",
        "\uD83D\uDE00"
    };

    @Test
    @Timeout(60)
    void shouldMakeAChecklistOrIssuesOfWhateverItReads() {
        Random random = new Random(20261122);
        byte[] good = ChecklistFiles.COMPLETE.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutant = good;
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutant = mutate(mutant, random);
            }
            byte[] input = mutant;
            assertThatCode(() -> ChecklistFuzzTarget.fuzzerTestOneInput(input))
                    .as(new String(input, StandardCharsets.UTF_8))
                    .doesNotThrowAnyException();
            refused += ChecklistValidation.ofYaml(input, "mutant").issues().isEmpty() ? 0 : 1;
        }
        assertThat(refused).as("mutants that were refused").isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int skipped = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
        byte[] between =
                skipped > 0 ? new byte[0] : SPICE[random.nextInt(SPICE.length)].getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(between);
        int from = Math.min(bytes.length, at + skipped);
        out.write(bytes, from, bytes.length - from);
        return out.size() == 0 ? bytes : out.toByteArray();
    }
}
