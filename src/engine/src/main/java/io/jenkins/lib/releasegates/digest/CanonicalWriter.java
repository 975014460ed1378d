package io.jenkins.lib.releasegates.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.erdtman.jcs.NumberToJSON;

/** Writes a JSON node as RFC 8785 says, straight from its tree. For one use. */
final class CanonicalWriter {

    /** Beyond it a double, and so RFC 8785, can't tell two integers apart. */
    private static final long MAX_INTEGER = 1L << 53;

    private final StringBuilder text = new StringBuilder(512);

    private CanonicalWriter() {}

    static byte[] bytes(JsonNode node) throws IOException {
        CanonicalWriter writer = new CanonicalWriter();
        writer.write(node);
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN, NULL -> text.append(node.asText());
            default -> throw new IOException("Not expressible as JSON: " + node.getNodeType());
        }
    }

    private void object(JsonNode node) throws IOException {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        // UTF-16 code units, which is how strings compare.
        names.sort(null);
        text.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            string(names.get(i));
            text.append(':');
            write(node.get(names.get(i)));
        }
        text.append('}');
    }

    private void array(JsonNode node) throws IOException {
        text.append('[');
        for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
            write(items.next());
            if (items.hasNext()) {
                text.append(',');
            }
        }
        text.append(']');
    }

    private void number(JsonNode node) throws IOException {
        if (node.isIntegralNumber() && node.canConvertToLong() && Math.abs(node.longValue()) <= MAX_INTEGER) {
            text.append(node.longValue());
        } else {
            text.append(NumberToJSON.serializeNumber(node.doubleValue()));
        }
    }

    private void string(String value) {
        text.append('"');
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, plain, i);
                plain = i + 1;
                escape(c);
            }
        }
        text.append(value, plain, value.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
    }
}
