package io.jenkins.lib.releasegates.scanner.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of JSON as those of Java: maps in the order of the text, lists, strings, booleans, {@link #NULL}, and numbers, whole ones as
 * {@link Integer}, {@link Long} or {@link java.math.BigInteger}, others as {@link Double}.
 */
public final class Json {

    /** Reads and writes what is our own: no name may stand twice in an object, and nothing stands between two values. */
    public static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .rootValueSeparator("")
            .build();

    /** What is written {@code null}. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private Json() {}

    /**
     * The one value of these bytes.
     *
     * @throws IOException when there is none, or more than one, or no JSON
     */
    public static Object read(byte[] bytes) throws IOException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            return last(parser);
        }
    }

    /**
     * The value at whose first token the parser is; nothing may stand behind it.
     *
     * @throws IOException when something does, or there is none, or no JSON
     */
    public static Object last(JsonParser parser) throws IOException {
        Object value = value(parser);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "Something behind the end of the value");
        }
        return value;
    }

    /**
     * The value at whose first token the parser is.
     *
     * @throws IOException when there is none, or no JSON
     */
    public static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonParseException(parser, "No value");
        }
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            default -> throw new JsonParseException(parser, "No value, but " + token);
        };
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> items(JsonParser parser) throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }
}
