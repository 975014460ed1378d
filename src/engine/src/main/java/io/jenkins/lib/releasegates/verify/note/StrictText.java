package io.jenkins.lib.releasegates.verify.note;

import java.util.Arrays;
import java.util.Base64;

/** Base64 and decimal numbers that are written in the one way that is allowed, so that no text has two forms. */
final class StrictText {

    private static final int MAX_DIGITS = 16;

    /** As many entries as {@code seq} can number. */
    private static final long MAX_SIZE = 1L << 53;

    private StrictText() {}

    /** The bytes behind standard base64 with padding. */
    static byte[] base64(String text, String what) throws RefusedNoteException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedNoteException("found " + shown(text) + " as " + what + ", expected base64");
        }
        throw new RefusedNoteException(
                "found " + shown(text) + " as " + what + ", expected base64 with padding and no spare bits");
    }

    /** A number of entries: decimal digits without leading zeros. */
    static long size(String text) throws RefusedNoteException {
        boolean digits = !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(character -> character >= '0' && character <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (!digits || Long.parseLong(text) > MAX_SIZE) {
            throw new RefusedNoteException("found " + shown(text)
                    + " as the number of entries, expected decimal digits without leading zeros, at most " + MAX_SIZE);
        }
        return Long.parseLong(text);
    }

    /** Where a key or a log has its name: not empty, without spaces and without a plus. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(character -> character == '+'
                                || character < ' '
                                || Character.isWhitespace(character)
                                || Character.isSpaceChar(character));
    }

    static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    static String shown(String text) {
        return "\"" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "\"";
    }
}
