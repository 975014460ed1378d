package io.jenkins.lib.releasegates.statement.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes to a tree: one object, in UTF-8, with nothing behind it, no name twice in one object, and nothing too deep. */
final class StrictJson {

    private static final int MAX_DEPTH = 32;
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

    static ObjectNode read(byte[] bytes) throws RefusedDocumentException {
        try {
            JsonNode json = MAPPER.readTree(text(bytes));
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw new RefusedDocumentException("found " + kind(json) + ", expected a JSON object");
        } catch (JsonProcessingException e) {
            throw new RefusedDocumentException("found no JSON object of at most " + MAX_DEPTH
                    + " levels with unique names: "
                    + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
        }
    }

    private static String text(byte[] bytes) throws RefusedDocumentException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedDocumentException("found bytes from " + (buffer.position() + 1) + " on that are no UTF-8");
        }
    }

    /** What kind of JSON it is, for a sentence. */
    static String kind(JsonNode json) {
        return switch (json.getNodeType()) {
            case MISSING -> "nothing";
            case NULL -> "null";
            case STRING -> "a text";
            case OBJECT -> "an object";
            default ->
                "a" + (json.isArray() ? "n " : " ") + json.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
