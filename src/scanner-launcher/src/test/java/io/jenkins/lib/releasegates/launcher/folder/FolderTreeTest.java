package io.jenkins.lib.releasegates.launcher.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {

    @TempDir
    private Path home;

    @Test
    void shouldDeleteLinksAndNotWhatTheyLeadTo() throws Exception {
        Path outside = Files.createDirectories(home.resolve("outside"));
        Files.writeString(outside.resolve("kept.txt"), "kept");
        Path tree = Files.createDirectories(home.resolve("tree/nested"));
        Files.createSymbolicLink(tree.resolve("folder"), outside);
        Files.createSymbolicLink(tree.resolve("file"), outside.resolve("kept.txt"));
        Files.createSymbolicLink(tree.resolve("nothing"), home.resolve("nowhere"));

        FolderTree.delete(home.resolve("tree"));

        assertThat(home.resolve("tree")).doesNotExist();
        assertThat(outside.resolve("kept.txt")).hasContent("kept");
    }

    @Test
    void shouldDeleteALinkWhenTheRootIsOne() throws Exception {
        Path outside = Files.createDirectories(home.resolve("outside"));
        Path link = Files.createSymbolicLink(home.resolve("link"), outside);

        FolderTree.delete(link);

        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(outside).isDirectory();
    }

    @Test
    void shouldDeleteAnEmptyFolderThatNobodyMayEnter() throws Exception {
        Path closed = Files.createDirectories(home.resolve("tree/closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

        FolderTree.delete(home.resolve("tree"));

        assertThat(home.resolve("tree")).doesNotExist();
    }

    @Test
    void shouldDoNothingWhenThereIsNothing() throws Exception {
        FolderTree.delete(home.resolve("nowhere"));

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void shouldDeleteOnlyLeftoversThatAreOldAndNamedSo() throws Exception {
        for (String name : List.of("run-old", "run-new", "other-old")) {
            Files.writeString(Files.createDirectory(home.resolve(name)).resolve("file"), "content");
        }
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        Files.setLastModifiedTime(home.resolve("run-old"), FileTime.from(now.minusSeconds(2)));
        Files.setLastModifiedTime(home.resolve("other-old"), FileTime.from(now.minusSeconds(2)));
        Files.setLastModifiedTime(home.resolve("run-new"), FileTime.from(now));

        FolderTree.deleteLeftovers(home, List.of("run-", "making-"), FileTime.from(now.minusSeconds(1)));

        assertThat(home).isDirectoryNotContaining("glob:**/run-old").isDirectoryContaining("glob:**/run-new");
        assertThat(home.resolve("other-old")).isDirectory();
    }
}
