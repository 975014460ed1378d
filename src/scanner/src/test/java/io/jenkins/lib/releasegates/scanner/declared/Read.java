package io.jenkins.lib.releasegates.scanner.declared;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files that a test writes and has read. */
final class Read {

    private final Path home;
    private final List<FolderFile> files = new ArrayList<>();

    Read(Path home) {
        this.home = home;
    }

    Read file(String path, String text) throws IOException {
        Path file = home.resolve(path.replace("!/", ".unpacked/"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        files.add(new FolderFile(path, file, Files.size(file)));
        return this;
    }

    List<FolderFile> files() {
        return files;
    }

    Declarations of(String path) throws RefusedDeclarationException {
        return new DeclarationReader(files)
                .read(files.stream()
                        .filter(file -> file.path().equals(path))
                        .findFirst()
                        .orElseThrow());
    }

    /** {@code name:version}, or {@code name? reason}, as they come. */
    List<String> words(String path) throws RefusedDeclarationException {
        Declarations all = of(path);
        return Stream.concat(
                        all.components().stream().map(Declared::coordinates),
                        all.unresolved().stream().map(each -> each.name() + "? " + each.reason()))
                .toList();
    }
}
