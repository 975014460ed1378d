package io.jenkins.plugins.securityscan.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Writes snapshots as docs/formats/scan-database.md has them, with a few bytes in place of the database. */
final class SnapshotOnDisk {

    static final String KEV = "{\"count\": 2, \"vulnerabilities\": [{}, {}]}";

    private SnapshotOnDisk() {}

    static Path write(Path all, String version, Instant checked) throws IOException {
        return write(all, version, version, checked, checked);
    }

    /** One whose folder and time on the disk needn't fit. */
    static Path write(Path all, String name, String version, Instant checked, Instant placed) throws IOException {
        Path folder = Files.createDirectories(all.resolve(name));
        String database = "the database " + version;
        Files.writeString(folder.resolve("odc.mv.db"), database);
        Files.writeString(folder.resolve("kev.json"), KEV);
        Files.writeString(folder.resolve("snapshot.json"), """
                {"format": 1, "version": "%s", "database": %s, "records": 13, "lastModified": "2026-11-20T00:00:00.000Z",
                 "lastChecked": "%s", "source": "https://mirror.example/nvd/", "marks": {}, "exploited": %s}
                """.formatted(version, part(database), checked, part(KEV)));
        Files.setLastModifiedTime(folder, FileTime.from(placed));
        return folder;
    }

    private static String part(String text) {
        return "{\"sha256\": \"%s\", \"bytes\": %d}".formatted(digest(text), text.length());
    }

    static String digest(String text) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
