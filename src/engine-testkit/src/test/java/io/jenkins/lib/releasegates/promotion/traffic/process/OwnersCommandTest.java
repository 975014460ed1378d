package io.jenkins.lib.releasegates.promotion.traffic.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands get what they are given and no more, and leave nothing behind. */
class OwnersCommandTest {

    @TempDir
    private Path directory;

    private static OwnersCommand sh(String script, Duration patience) {
        return new OwnersCommand(List.of("/bin/sh", "-c", script), Map.of("TARGET", "shop"), patience);
    }

    private static OwnersCommand sh(String script) {
        return sh(script, Duration.ofSeconds(20));
    }

    @Test
    void shouldTellHowItEnded() throws Exception {
        OwnersCommand.Result result =
                sh("read line; echo \"got $line\"; echo wrong >&2; exit 3").run("a line\n");

        assertThat(result).isEqualTo(new OwnersCommand.Result(3, "got a line\n", "wrong\n"));
    }

    @Test
    void shouldInheritNoVariables() throws Exception {
        assertThat(sh("/usr/bin/env").run("").output())
                .contains("TARGET=shop\n")
                .doesNotContain("HOME=", "JAVA");
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        Path file = directory.resolve("pid");
        OwnersCommand command = sh("sleep 60 & echo $! > " + file + "; wait", Duration.ofMillis(500));

        assertThatThrownBy(() -> command.run(""))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("didn't end within 500 ms");

        long pid = Long.parseLong(Files.readString(file).strip());
        long end = System.nanoTime() + 10_000_000_000L;
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            assertThat(System.nanoTime()).as("process %s", pid).isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Test
    void shouldReadNoMoreThanItNeeds() {
        assertThatThrownBy(() -> sh("head -c 10000000 /dev/zero").run(""))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("has written more than 65536 bytes");
    }

    @Test
    void shouldSayThatThereIsNoSuchProgram() {
        assertThatThrownBy(() ->
                        new OwnersCommand(List.of("/there/is/no/program"), Map.of(), Duration.ofSeconds(1)).run(""))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("/there/is/no/program can't be run");
    }
}
