package io.jenkins.lib.releasegates.verify.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object from bytes that are UTF-8 and exactly its canonical form (RFC 8785), so that no line can be read in two ways. */
public final class StrictJson {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_DIGITS = 40;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    public static ObjectNode read(byte[] bytes) throws RefusedLineException {
        Optional<ObjectNode> plain = CanonicalReader.read(bytes);
        return plain.isPresent() ? plain.get() : readClosely(bytes);
    }

    /** With an explanation when it is refused. */
    static ObjectNode readClosely(byte[] bytes) throws RefusedLineException {
        try {
            JsonNode json = MAPPER.readTree(text(bytes));
            if (!(json instanceof ObjectNode object)) {
                throw new RefusedLineException("found " + kind(json) + ", expected a JSON object");
            }
            byte[] canonical = canonical(object);
            int differs = Arrays.mismatch(bytes, canonical);
            if (differs >= 0) {
                throw new RefusedLineException("the JSON is not in its canonical form (RFC 8785) from byte "
                        + (differs + 1) + " on: found " + around(bytes, differs) + ", expected "
                        + around(canonical, differs));
            }
            return object;
        } catch (JsonProcessingException e) {
            String reason = String.valueOf(e.getOriginalMessage());
            throw new RefusedLineException("not the JSON that was expected: " + firstLine(reason));
        }
    }

    private static String text(byte[] bytes) throws RefusedLineException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedLineException(String.format(
                    Locale.ROOT,
                    "found the byte 0x%02x at byte %d, expected UTF-8",
                    bytes[buffer.position()],
                    buffer.position() + 1));
        }
    }

    private static byte[] canonical(ObjectNode object) throws RefusedLineException {
        try {
            return CanonicalJson.bytes(object);
        } catch (RuntimeException e) {
            // Numbers beyond a double and lone surrogates have no canonical form; which exception says so is the
            // library's own affair.
            throw new RefusedLineException("the JSON has no canonical form (RFC 8785): " + firstLine(e.getMessage()));
        }
    }

    private static String kind(JsonNode json) {
        return json.isMissingNode() ? "nothing" : json.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String around(byte[] bytes, int at) {
        int from = Math.min(Math.max(0, at - 10), bytes.length);
        int to = Math.min(bytes.length, at + 10);
        return at >= bytes.length ? "the end" : "…" + new String(bytes, from, to - from, StandardCharsets.UTF_8) + "…";
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
