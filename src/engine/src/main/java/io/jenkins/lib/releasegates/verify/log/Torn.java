package io.jenkins.lib.releasegates.verify.log;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a power cut leaves of a file that was being written: its beginning, with zeros in it for what didn't reach the disk. */
final class Torn {

    /** A checkpoint in {@code checkpoints/}, with an em dash as the three bytes that it has in UTF-8. */
    private static final Pattern CHECKPOINT = Pattern.compile("release-gates/[0-9a-f]{16}\n[1-9][0-9]{0,15}\n"
            + "[A-Za-z0-9+/]{43}=\n\n\u00e2\u0080\u0094 release-gates/[0-9a-f]{16} [A-Za-z0-9+/]{90,91}={1,2}\n\n");

    /** One bit that fell over makes no more than one byte zero. */
    private static final int LEAST_ZEROS = 2;

    private Torn() {}

    /** Whether the bytes are how a checkpoint begins. */
    static boolean isCheckpoint(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        Matcher matcher = CHECKPOINT.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        return length == 0 || !matcher.matches() && matcher.hitEnd();
    }

    /** Whether {@code found}, which is another, is how {@code whole} begins, but for what didn't reach the disk. */
    static boolean is(byte[] found, byte[] whole) {
        if (found.length > whole.length) {
            return false;
        }
        int zeros = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i] != whole[i]) {
                if (found[i] != 0) {
                    return false;
                }
                zeros++;
            }
        }
        return found.length < whole.length || zeros >= LEAST_ZEROS;
    }
}
