package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** One line of the trail: an entry as canonical JSON (RFC 8785), and back. */
public final class EntryLine {

    /** Bytes of the longest line, without its line feed. */
    public static final int MAX_BYTES = 48 * 1024;

    /** Marks a body that was too large; its value is the digest of the full body, kept as evidence. */
    public static final String CUT = "cut";

    /** Bytes that a line has besides subject and body, at most. */
    public static final int FRAME_BYTES = 400;

    /** Version of the format. */
    static final int VERSION = 1;

    /** Stands in a canonical line behind {@code body}, where no text can look like it: quotes in a text are escaped. */
    private static final byte[] PREV = ",\"prev\":\"sha256:".getBytes(StandardCharsets.US_ASCII);

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private EntryLine() {}

    /**
     * The line without its line feed.
     *
     * @param subject canonical
     * @param body canonical
     */
    public static byte[] write(
            long seq, Instant at, String kind, String origin, Digest prev, byte[] subject, byte[] body) {
        return UnplacedLine.of(at, kind, origin, subject, body).at(seq, prev);
    }

    /**
     * Whether the canonical line that stands there names that hash as the one before it; told from its bytes alone.
     *
     * @param hex the hash as 64 digits
     */
    public static boolean follows(byte[] lines, int begin, int end, byte[] hex) {
        for (int from = end - hex.length - PREV.length; from >= begin; from--) {
            if (lines[from] == ',' && Arrays.equals(lines, from, from + PREV.length, PREV, 0, PREV.length)) {
                int digest = from + PREV.length;
                return Arrays.equals(lines, digest, digest + hex.length, hex, 0, hex.length);
            }
        }
        return false;
    }

    /** The entry that a line holds. */
    public static TrailEntry read(byte[] line) throws MalformedLine {
        try {
            JsonNode json = MAPPER.readTree(line);
            if (json.path("v").asInt() != VERSION) {
                throw new MalformedLine("version " + json.path("v") + ", known is " + VERSION);
            }
            if (json.path("subject") instanceof ObjectNode subject
                    && json.path("body") instanceof ObjectNode body
                    && json.path("seq").isIntegralNumber()) {
                return new TrailEntry(
                        json.path("seq").longValue(),
                        Instant.parse(json.path("at").asText()),
                        json.path("kind").asText(),
                        json.path("origin").asText(),
                        Digest.parse(json.path("prev").asText()),
                        subject,
                        body,
                        Digest.of(line));
            }
            throw new MalformedLine("not an entry");
        } catch (JsonProcessingException e) {
            throw new MalformedLine("not JSON: " + e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new MalformedLine(String.valueOf(e.getMessage()));
        }
    }

    /** A line that holds no entry. */
    public static final class MalformedLine extends Exception {

        private static final long serialVersionUID = 1;

        public MalformedLine(String reason) {
            super(reason);
        }
    }
}
