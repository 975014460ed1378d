package io.jenkins.plugins.securityscan.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UpdateProgressTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final UpdateProgress progress = new UpdateProgress(
            Instant.parse("2026-11-21T12:00:00Z"), new PrintStream(log, true, StandardCharsets.UTF_8));

    @Test
    void shouldKeepTheNewestLinesAndLogAll() {
        for (int i = 0; i < 100; i++) {
            progress.log("line " + i + ".");
        }

        assertThat(progress.lines()).hasSize(20).startsWith("line 80.").endsWith("line 99.");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("line 0.", "line 99.");
    }

    @Test
    void shouldNotShowTheKeyThatAServerRepeats() {
        progress.hide("key-of-the-nvd");
        progress.warning("found status 404 (Invalid apiKey key-of-the-nvd)");
        progress.progress(1, 2, "key-of-the-nvd");

        assertThat(progress.lines()).containsExactly("Warning: found status 404 (Invalid apiKey ****)");
        assertThat(progress.what()).isEqualTo("****");
        assertThat(progress.shown("key-of-the-nvd")).isEqualTo("****");
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("key-of-the-nvd");
    }

    @Test
    void shouldCutWhatHasNoEnd() {
        progress.log("x".repeat(100_000));

        assertThat(progress.lines().get(0)).hasSizeLessThan(600);
    }
}
