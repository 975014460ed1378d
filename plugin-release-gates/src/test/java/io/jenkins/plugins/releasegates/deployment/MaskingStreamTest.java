package io.jenkins.plugins.releasegates.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingStreamTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private String masked(String text, String... secrets) throws IOException {
        log.reset();
        try (MaskingStream stream = new MaskingStream(log, List.of(secrets))) {
            // One byte at a time, as a process may write.
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                stream.write(b);
                stream.flush();
            }
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldMaskSecretsWhereverTheyStand() throws IOException {
        assertThat(masked("a s3cr3t b\ns3cr3ts3cr3t\nend s3cr3t", "s3cr3t")).isEqualTo("a **** b\n********\nend ****");
    }

    @Test
    void shouldMaskTheLongerOfTwoThatBeginAlike() throws IOException {
        assertThat(masked("pass-and-more pass-and\n", "pass-and", "pass-and-more"))
                .isEqualTo("**** ****\n");
    }

    @Test
    void shouldMaskEachLineOfASecretWithSeveral() throws IOException {
        assertThat(masked("x BEGIN KEY\nabcdef\nEND KEY y\n", "BEGIN KEY\r\nabcdef\r\nEND KEY\r\n"))
                .isEqualTo("x ****\n****\n**** y\n");
    }

    @Test
    void shouldPassOnWhatIsNoSecret() throws IOException {
        String text = "nothing\r\nto see: \u00fc\u20ac ab\n\nlast";
        assertThat(masked(text, "ab", "", " ")).isEqualTo(text);
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void shouldMaskInALineWithoutEnd() throws IOException {
        String filler = "x".repeat(200_000);
        assertThat(masked(filler + "s3cr3t" + filler + "s3cr3", "s3cr3t"))
                .isEqualTo(filler + "****" + filler + "s3cr3");
    }

    @Test
    void shouldMaskWhateverThePlaceInALongLine() throws IOException {
        for (int before = 64 * 1024 - 40; before < 64 * 1024 + 10; before++) {
            String filler = "x".repeat(before);
            assertThat(masked(filler + "s3cr3t-of-24-characters!" + "y", "s3cr3t-of-24-characters!"))
                    .isEqualTo(filler + "****y");
        }
    }
}
