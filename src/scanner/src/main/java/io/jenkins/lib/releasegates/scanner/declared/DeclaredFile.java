package io.jenkins.lib.releasegates.scanner.declared;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/** A kind of file that names dependencies, and is read by us. */
public enum DeclaredFile {
    POM("pom.xml", 8 << 20),
    YARN("yarn.lock", 64 << 20),
    PNPM("pnpm-lock.yaml", 64 << 20),
    GO("go.mod", 4 << 20);

    /** Descriptions of what a jar was made from, not of what is made here. */
    private static final String OF_A_JAR = "META-INF/maven/";

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
                return kind == POM && isOfAJar(path) ? Optional.empty() : Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static boolean isOfAJar(String path) {
        return path.startsWith(OF_A_JAR) || path.contains("/" + OF_A_JAR);
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
