package io.jenkins.plugins.securityscan.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.securityscan.database.CurrentDatabase.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;

/** Reads a snapshot to its end. It has to be what its {@code snapshot.json} says, under the name that this says. */
final class SnapshotReader {

    static final String DESCRIPTION = "snapshot.json";
    static final String DATABASE = "odc.mv.db";
    static final String EXPLOITED = "kev.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_DESCRIPTION = 1 << 16;
    private static final int MAX_CATALOG = 64 << 20;
    private static final int BUFFER = 1 << 16;

    private SnapshotReader() {}

    /**
     * The snapshot in a folder.
     *
     * @throws IOException when it isn't whole; the message says what was found, half a sentence
     */
    static Snapshot read(Path folder) throws IOException {
        byte[] json = bytes(folder, DESCRIPTION, MAX_DESCRIPTION);
        JsonNode described = parse(json, DESCRIPTION);
        String version = described.path("version").asText();
        long records = described.path("records").asLong();
        if (described.path("format").asInt() != 1 || records < 1) {
            throw new IOException("a " + DESCRIPTION + " of another format, or of an empty database");
        }
        if (!version.equals(String.valueOf(folder.getFileName()))) {
            throw new IOException("the version " + version + ", which is to be the name of the folder");
        }
        long bytes = json.length + check(folder, DATABASE, described.path("database"));
        OptionalInt exploited = OptionalInt.empty();
        if (described.hasNonNull("exploited")) {
            bytes += check(folder, EXPLOITED, described.path("exploited"));
            exploited = OptionalInt.of(parse(bytes(folder, EXPLOITED, MAX_CATALOG), EXPLOITED)
                    .path("vulnerabilities")
                    .size());
        }
        return new Snapshot(
                folder,
                version,
                digest(Files.newInputStream(folder.resolve(DESCRIPTION))),
                moment(described, "lastChecked"),
                moment(described, "lastModified"),
                described.path("source").asText(),
                records,
                exploited,
                bytes);
    }

    private static Instant moment(JsonNode described, String member) throws IOException {
        String text = described.path(member).asText();
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException(member + " \"" + text + "\" where an instant in UTC is expected", e);
        }
    }

    private static JsonNode parse(byte[] json, String name) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("no readable " + name, e);
        }
    }

    private static byte[] bytes(Path folder, String name, int most) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("more than " + most + " bytes of " + name);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IOException("no " + name, e);
        }
    }

    private static long check(Path folder, String name, JsonNode expected) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("no file " + name);
        }
        long bytes = Files.size(file);
        if (bytes != expected.path("bytes").asLong(-1)) {
            throw new IOException(bytes + " bytes of " + name + " where "
                    + expected.path("bytes").asText("a number") + " were expected");
        }
        String digest = digest(Files.newInputStream(file));
        if (!digest.equals(expected.path("sha256").asText())) {
            throw new IOException(name + " with " + digest + " where "
                    + expected.path("sha256").asText("a digest") + " was expected");
        }
        return bytes;
    }

    private static String digest(InputStream opened) throws IOException {
        try (InputStream file = opened) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            try (DigestInputStream in = new DigestInputStream(file, sha256)) {
                while (in.read(buffer) >= 0) {
                    // The digest takes it.
                }
            }
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
