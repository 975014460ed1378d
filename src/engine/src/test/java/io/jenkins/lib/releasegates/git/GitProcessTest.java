package io.jenkins.lib.releasegates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitProcessTest {

    private static final byte[] NOTHING = {};

    @TempDir
    private Path directory;

    private GitProcess git;

    @BeforeEach
    void begin() throws IOException {
        git = new GitProcess(directory, Duration.ofSeconds(60));
        git.run(NOTHING, "init", "--quiet", "--bare", ".");
    }

    private String blob(int bytes) throws IOException {
        return git.run(new byte[bytes], "hash-object", "-w", "--stdin").strip();
    }

    @Test
    void shouldReadAsMuchAsItMay() throws IOException {
        String large = blob(1_000_000);

        assertThat(git.output(1_000_000, NOTHING, "cat-file", "blob", large)).hasSize(1_000_000);
        assertThatThrownBy(() -> git.output(999_999, NOTHING, "cat-file", "blob", large))
                .isInstanceOf(IOException.class)
                .hasMessage("git cat-file wrote more than 999999 bytes");
        assertThatThrownBy(() -> git.run(NOTHING, "cat-file", "blob", large))
                .hasMessage("git cat-file wrote more than 65536 bytes");
    }

    @Test
    void shouldStopWhatGoesOnWriting() {
        GitProcess endless = git.with("alias.endless=!yes");

        assertThatThrownBy(() -> endless.output(1_000, NOTHING, "endless"))
                .hasMessage("git endless wrote more than 1000 bytes");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void shouldStopWhatTakesTooLong() {
        GitProcess slow = new GitProcess(directory, Duration.ofMillis(300)).with("alias.slow=!sleep 60");

        assertThatThrownBy(() -> slow.run(NOTHING, "slow"))
                .isInstanceOf(GitProcess.OutOfPatienceException.class)
                .hasMessage("git slow took longer than 0 seconds");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void shouldSayWhatGitSaid() {
        assertThatThrownBy(() -> git.run(NOTHING, "cat-file", "blob", "nothing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("git cat-file ended with 128: ")
                .hasMessageContaining("Not a valid object name nothing");
    }

    @Test
    void shouldTakeSettingsAndVariables() throws IOException {
        GitProcess other = git.with("alias.told=!echo $TOLD").with(Map.of("TOLD", "a secret"));

        assertThat(other.run("".getBytes(StandardCharsets.UTF_8), "told")).isEqualTo("a secret\n");
    }
}
