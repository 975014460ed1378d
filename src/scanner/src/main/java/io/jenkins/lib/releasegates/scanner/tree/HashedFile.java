package io.jenkins.lib.releasegates.scanner.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file by its bytes.
 *
 * @param path relative to the scanned folder, forward slashes; {@code !/} between an archive and what is in it
 * @param sha256 hexadecimal
 * @param sha1 hexadecimal, which others still look things up by
 */
public record HashedFile(String path, String sha256, String sha1) {

    private static final int BUFFER = 1 << 16;

    /** Reads the file to its end. */
    public static HashedFile of(String path, Path place) throws IOException {
        MessageDigest sha256 = FileDigest.sha256();
        MessageDigest sha1 = emptySha1();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(place)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                sha1.update(buffer, 0, read);
            }
        }
        HexFormat hex = HexFormat.of();
        return new HashedFile(path, hex.formatHex(sha256.digest()), hex.formatHex(sha1.digest()));
    }

    /** The same at another place. */
    public HashedFile at(String place) {
        return new HashedFile(place, sha256, sha1);
    }

    private static MessageDigest emptySha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
