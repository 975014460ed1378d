package io.jenkins.lib.releasegates.scanner.declared;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A kind of file that names dependencies, and is read by us. */
public enum DeclaredFile {
    POM("pom.xml", 8 << 20),
    YARN("yarn.lock", 64 << 20),
    PNPM("pnpm-lock.yaml", 64 << 20),
    GO("go.mod", 4 << 20);

    /** Descriptions of what a jar was made from, not of what is made here. */
    private static final String OF_A_JAR = "META-INF/maven/";

    /** Where packages are that were brought here; their own locks say what they were made with. Dependency-Check passes over these, too. */
    private static final List<String> INSTALLED = List.of("node_modules/", "bower_components/");

    private final String fileName;
    private final int maxBytes;

    DeclaredFile(String fileName, int maxBytes) {
        this.fileName = fileName;
        this.maxBytes = maxBytes;
    }

    /** What the file at this path is; empty where it is none of them. */
    public static Optional<DeclaredFile> of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (DeclaredFile kind : values()) {
            if (kind.fileName.equals(name)) {
                return kind.isOfAPackage(path) ? Optional.empty() : Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean isOfAPackage(String path) {
        return switch (this) {
            case POM -> isBelow(path, OF_A_JAR);
            case YARN, PNPM -> INSTALLED.stream().anyMatch(folder -> isBelow(path, folder));
            case GO -> false;
        };
    }

    private static boolean isBelow(String path, String folder) {
        return path.startsWith(folder) || path.contains("/" + folder);
    }

    /** All of it, within what such a file may have. */
    byte[] bytes(FolderFile file) throws RefusedDeclarationException {
        try (InputStream in = Files.newInputStream(file.place())) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new RefusedDeclarationException(0, "more than " + maxBytes + " bytes", "at most so many");
            }
            return bytes;
        } catch (IOException e) {
            throw new RefusedDeclarationException(0, "no file that can be read", "a " + fileName);
        }
    }
}
