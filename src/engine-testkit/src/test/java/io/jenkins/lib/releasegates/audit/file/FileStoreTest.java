package io.jenkins.lib.releasegates.audit.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.disk.DirectoryDisk;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.store.StoreContract;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in the files of a real directory. */
class FileStoreTest extends StoreContract {

    private static final String FIRST = "trail/000000000000.jsonl";

    @TempDir
    private Path directory;

    private final List<DirectoryDisk> disks = new ArrayList<>();

    @Override
    protected Store openEmpty() throws Exception {
        DirectoryDisk disk = new DirectoryDisk(directory);
        disk.lock();
        disks.add(disk);
        return FileStore.open(disk);
    }

    @Override
    protected Store openAfterCrash() throws Exception {
        // Lets go of the files as a process does that ends, without a word to the store.
        for (DirectoryDisk disk : disks) {
            disk.close();
        }
        if (Files.isDirectory(directory.resolve(FIRST))) {
            Files.delete(directory.resolve(FIRST));
        }
        return openEmpty();
    }

    /** Where the trail's first file belongs stands something else. */
    @Override
    protected void failNextAppend() {
        try {
            Files.createDirectory(directory.resolve(FIRST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void damage(long seq) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(directory.resolve(FIRST)));
        // As long as before, so that the others stand where they stood.
        byte[] other = lines.get((int) seq).getBytes(StandardCharsets.UTF_8);
        other[0] = '[';
        lines.set((int) seq, new String(other, StandardCharsets.UTF_8));
        Files.writeString(directory.resolve(FIRST), String.join("\n", lines) + "\n");
    }

    @Override
    protected void damage(Digest blob) throws IOException {
        Files.writeString(directory.resolve("evidence").resolve(blob.hex() + ".json.gz"), "some evidencf");
    }

    @Test
    void shouldReadARowThatSomebodyWroteInAnotherWay() throws Exception {
        try (Store store = openAfterCrash()) {
            Path rows = directory.resolve("people/000000000000.jsonl");
            Files.writeString(
                    rows,
                    "{\"seq\":1,\"values\":{\"actor.name\":{\"salt\":\"\",\"value\":\"one\"}}}\n"
                            + "{ \"values\": {\"actor.name\": {\"value\": \"two\"}}, \"seq\": 2 }\n"
                            + "{\"seq\":3,\"values\":{\"actor.name\":{\"value\":\"three\"}},\"seq\":4}\n"
                            + "{\"seq\":30,\"values\":{\"actor.name\":{\"value\":\"thirty\"}}}\nnothing");

            assertThat(store.people(1).values()).containsExactly(Map.entry("actor.name", "one"));
            assertThat(store.people(2).values()).containsExactly(Map.entry("actor.name", "two"));
            assertThat(store.people(3).values()).isEmpty();
            assertThat(store.people(30).values()).containsExactly(Map.entry("actor.name", "thirty"));
            assertThat(store.peopleRow(2).orElseThrow()).startsWith('{', ' ');
            assertThat(store.peopleRow(0)).isEmpty();
        }
    }
}
