package io.jenkins.plugins.releasegates.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a workspace that items ask about, as an agent reads them. */
class ReadChecklistFileTest {

    @TempDir
    private Path directory;

    private ReadChecklistFile.Result read(String path, int maxBytes) throws IOException {
        Path workspace = Files.createDirectories(directory.resolve("workspace"));
        return new ReadChecklistFile(path, maxBytes).read(workspace);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
    }

    @Test
    void shouldReadAFileAndTellThatThereIsNone() throws IOException {
        write("workspace/docs/runbook.md", "# Rollback");

        assertThat(read("docs/runbook.md", 100).bytes()).isEqualTo("# Rollback".getBytes(StandardCharsets.UTF_8));
        assertThat(read("docs/runbook.txt", 100)).isEqualTo(new ReadChecklistFile.Result(null, null));
    }

    @Test
    void shouldRefuseWhatIsTooLarge() throws IOException {
        write("workspace/large", "12345");

        assertThat(read("large", 4).refusal()).contains("more than 4 bytes");
        assertThat(read("large", 4).bytes()).isNull();
        assertThat(read("large", 5).bytes()).hasSize(5);
    }

    @Test
    void shouldNotLeaveTheWorkspace() throws IOException {
        write("secret", "s3cr3t");
        Files.createDirectories(directory.resolve("workspace"));
        Files.createSymbolicLink(directory.resolve("workspace/link"), directory.resolve("secret"));

        for (String path :
                new String[] {"../secret", "link", directory.resolve("secret").toString()}) {
            assertThat(read(path, 100).refusal()).as(path).contains("leaves the workspace");
            assertThat(read(path, 100).bytes()).as(path).isNull();
        }
    }

    @Test
    void shouldRefuseANameThatNoFileCanHave() throws IOException {
        assertThat(read("a\0b", 100).refusal()).contains("none that a file can have");
    }
}
