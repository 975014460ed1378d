package io.jenkins.lib.releasegates.policy.document;

import io.jenkins.lib.releasegates.policy.document.PolicyNode.Place;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a policy file, and places in it. */
public final class PolicyText {

    /** A policy is written by people. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final int[] codePoints;

    private PolicyText(String text) {
        codePoints = text.codePoints().toArray();
    }

    /** A text without a file: places in it are unknown. */
    public static PolicyText none() {
        return new PolicyText("");
    }

    /** Decodes a file; what is no UTF-8 text of at most 1 MiB is an issue. */
    public static Optional<PolicyText> of(byte[] bytes, Issues issues) {
        if (bytes.length > MAX_BYTES) {
            issues.add(Place.NONE, "", bytes.length + " bytes", "at most " + MAX_BYTES + " bytes");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        PolicyText text = new PolicyText(withoutMark(out.flip().toString()));
        if (result.isError()) {
            String found = String.format(Locale.ROOT, "the byte 0x%02X", bytes[in.position()]);
            issues.add(text.at(text.codePoints.length), "", found, "text in UTF-8");
            return Optional.empty();
        }
        for (int i = 0; i < text.codePoints.length; i++) {
            if (!StreamReader.isPrintable(text.codePoints[i])) {
                String found = String.format(Locale.ROOT, "the control character U+%04X", text.codePoints[i]);
                issues.add(text.at(i), "", found, "printable text");
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    @Override
    public String toString() {
        return new String(codePoints, 0, codePoints.length);
    }

    /** The place of a code point. */
    Place at(int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (codePoints[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Place(line, index - start + 1, index);
    }

    /**
     * The place in the file of a code point of a scalar's value.
     *
     * <p>A value is the text of the file with its line breaks and indentation folded, so the characters that aren't white space are counted in
     * both.
     */
    public Place within(Scalar scalar, int offset) {
        if (scalar.place().line() == 0) {
            return scalar.place();
        }
        int[] value = scalar.text().codePoints().toArray();
        int visible = 0;
        for (int i = 0; i < Math.min(offset, value.length); i++) {
            visible += Character.isWhitespace(value[i]) ? 0 : 1;
        }
        int index = contentStart(scalar.place().index());
        int quote = index > 0 && index == scalar.place().index() + 1 ? codePoints[index - 1] : 0;
        int behind = index;
        while (index < codePoints.length && (visible > 0 || Character.isWhitespace(codePoints[index]))) {
            if (!Character.isWhitespace(codePoints[index])) {
                visible--;
                index += isEscape(quote, index) ? 1 : 0;
                behind = index + 1;
            }
            index++;
        }
        boolean atEnd = scalar.text().codePoints().skip(offset).allMatch(Character::isWhitespace);
        return at(Math.min(atEnd ? behind : index, codePoints.length));
    }

    private boolean isEscape(int quote, int index) {
        return quote == '"' && codePoints[index] == '\\' || quote == '\'' && codePoints[index] == '\'';
    }

    /** Behind an opening quote, or below the line that opens a block. */
    private int contentStart(int start) {
        int first = start < codePoints.length ? codePoints[start] : 0;
        if (first == '"' || first == '\'') {
            return start + 1;
        }
        if (first != '|' && first != '>') {
            return start;
        }
        int index = start;
        while (index < codePoints.length && codePoints[index] != '\n') {
            index++;
        }
        return index;
    }
}
