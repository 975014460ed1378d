package io.jenkins.lib.releasegates.verify.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an object whose bytes are plainly its canonical form (RFC 8785) in one pass, without writing it anew to compare. What it isn't sure of,
 * it leaves to the slow way: wrong forms, which are to be explained, and rare ones such as fractions.
 */
final class CanonicalReader {

    /** Beyond it, some integers have no double and so no canonical form. */
    private static final int MAX_DIGITS = 15;

    private static final int MAX_DEPTH = 40;
    private static final char REPLACEMENT = '\ufffd';
    private static final String ESCAPED = "\"\\bfnrt";
    private static final String MEANT = "\"\\\b\f\n\r\t";
    private static final String HEX = "0123456789abcdef";

    /** Names that were met, since a trail repeats a few; a lost one is only made again, so threads may overwrite each other's. */
    private static final Name[] NAMES = new Name[4_096];

    private final byte[] bytes;
    private int at;
    private int depth;

    private CanonicalReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A name of plain ASCII. */
    private static final class Name {

        private final byte[] bytes;
        private final String text;

        Name(byte[] bytes) {
            this.bytes = bytes;
            this.text = new String(bytes, StandardCharsets.ISO_8859_1).intern();
        }
    }

    /** Thrown within this class alone, and so without a trace. */
    private static final class NotSure extends Exception {

        private static final long serialVersionUID = 1;

        NotSure() {
            super(null, null, false, false);
        }
    }

    /** The object; empty when the bytes are none or need a closer look. */
    static Optional<ObjectNode> read(byte[] bytes) {
        CanonicalReader reader = new CanonicalReader(bytes);
        try {
            return reader.value() instanceof ObjectNode object && reader.at == bytes.length
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (NotSure e) {
            return Optional.empty();
        }
    }

    private JsonNode value() throws NotSure {
        switch (peek()) {
            case '{' -> {
                return object();
            }
            case '[' -> {
                return array();
            }
            case '"' -> {
                return TextNode.valueOf(text());
            }
            case 't' -> {
                word("true");
                return BooleanNode.TRUE;
            }
            case 'f' -> {
                word("false");
                return BooleanNode.FALSE;
            }
            case 'n' -> {
                word("null");
                return NullNode.getInstance();
            }
            default -> {
                return number();
            }
        }
    }

    private ObjectNode object() throws NotSure {
        enter();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String previous = null;
        if (peek() != '}') {
            while (true) {
                String name = name();
                if (previous != null && previous.compareTo(name) >= 0) {
                    throw new NotSure();
                }
                previous = name;
                expect(':');
                object.set(name, value());
                if (peek() != ',') {
                    break;
                }
                at++;
            }
        }
        leave('}');
        return object;
    }

    private ArrayNode array() throws NotSure {
        enter();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (peek() != ']') {
            array.add(value());
            while (peek() == ',') {
                at++;
                array.add(value());
            }
        }
        leave(']');
        return array;
    }

    private void enter() throws NotSure {
        at++;
        if (++depth > MAX_DEPTH) {
            throw new NotSure();
        }
    }

    private void leave(char end) throws NotSure {
        expect(end);
        depth--;
    }

    private JsonNode number() throws NotSure {
        boolean negative = peek() == '-';
        int begin = negative ? at + 1 : at;
        at = begin;
        long number = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - begin <= MAX_DIGITS) {
            number = number * 10 + bytes[at] - '0';
            at++;
        }
        int digits = at - begin;
        if (digits == 0 || digits > MAX_DIGITS || bytes[begin] == '0' && (digits > 1 || negative)) {
            throw new NotSure();
        }
        // A point or an exponent behind the digits is where neither a comma nor an end can be.
        long signed = negative ? -number : number;
        return signed == (int) signed ? IntNode.valueOf((int) signed) : LongNode.valueOf(signed);
    }

    private String name() throws NotSure {
        int begin = at + 1;
        int end = plainEnd(begin);
        if (peek() != '"' || end >= bytes.length || bytes[end] != '"' || end == begin) {
            return text();
        }
        int slot = (31 * (31 * (end - begin) + bytes[begin]) + bytes[end - 1]) * 31 + bytes[begin + (end - begin) / 2]
                & NAMES.length - 1;
        Name known = NAMES[slot];
        if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, begin, end)) {
            known = new Name(Arrays.copyOfRange(bytes, begin, end));
            NAMES[slot] = known;
        }
        at = end + 1;
        return known.text;
    }

    /** Where the first byte is that is not ASCII, or means something in a text. */
    private int plainEnd(int begin) {
        int end = begin;
        while (end < bytes.length && bytes[end] >= ' ' && bytes[end] != '"' && bytes[end] != '\\') {
            end++;
        }
        return end;
    }

    private String text() throws NotSure {
        expect('"');
        int begin = at;
        at = plainEnd(begin);
        if (peek() == '"') {
            String text = new String(bytes, begin, at - begin, StandardCharsets.ISO_8859_1);
            at++;
            return text;
        }
        return escaped(begin);
    }

    private String escaped(int begin) throws NotSure {
        StringBuilder text = new StringBuilder(decoded(begin));
        while (peek() != '"') {
            if (peek() == '\\') {
                at++;
                text.append(escape());
            } else {
                int from = at;
                while (peek() != '"' && peek() != '\\') {
                    if (peek() >= 0 && peek() < ' ') {
                        throw new NotSure();
                    }
                    at++;
                }
                text.append(decoded(from));
            }
        }
        at++;
        return text.toString();
    }

    /** The one escape that RFC 8785 allows for a character that needs one. */
    private char escape() throws NotSure {
        byte name = peek();
        at++;
        int known = ESCAPED.indexOf(name);
        if (known >= 0) {
            return MEANT.charAt(known);
        }
        if (name != 'u') {
            throw new NotSure();
        }
        expect('0');
        expect('0');
        int high = HEX.indexOf(peek());
        at++;
        int low = HEX.indexOf(peek());
        at++;
        char character = (char) (high * 16 + low);
        if (high < 0 || high > 1 || low < 0 || MEANT.indexOf(character) >= 0) {
            throw new NotSure();
        }
        return character;
    }

    /** Malformed UTF-8 becomes the replacement character, which hardly anybody writes on purpose. */
    private String decoded(int begin) throws NotSure {
        String text = new String(bytes, begin, at - begin, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new NotSure();
        }
        return text;
    }

    private void word(String word) throws NotSure {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private byte peek() throws NotSure {
        if (at >= bytes.length) {
            throw new NotSure();
        }
        return bytes[at];
    }

    private void expect(char character) throws NotSure {
        if (peek() != character) {
            throw new NotSure();
        }
        at++;
    }
}
