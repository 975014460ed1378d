package io.jenkins.lib.releasegates.scanner;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which bundle this worker runs from.
 *
 * @param folder the bundle's folder
 * @param manifest digest of its manifest, as it was when the process started
 */
record Origin(Path folder, String manifest) {

    private static final String MANIFEST = "manifest.json";

    /** Empty where the classes don't lie in a jar of a folder {@code lib} beside a manifest. */
    static Optional<Origin> ofThisProcess() {
        CodeSource source = Origin.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<Origin> of(Path jar) {
        @Nullable Path lib = jar.getParent();
        @Nullable Path folder = lib == null ? null : lib.getParent();
        if (folder == null || !Files.isRegularFile(folder.resolve(MANIFEST))) {
            return Optional.empty();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(MANIFEST)));
            return Optional.of(new Origin(folder, "sha256:" + HexFormat.of().formatHex(digest)));
        } catch (IOException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
