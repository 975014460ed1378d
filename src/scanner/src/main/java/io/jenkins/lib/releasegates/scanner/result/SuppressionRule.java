package io.jenkins.lib.releasegates.scanner.result;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a suppression file, an allow list, a baseline or a VEX document, and what became of it in a scan.
 *
 * @param id digest of what it covers and until when; the same rule has the same one wherever it stands and whatever reason is given
 * @param by the name of its file
 * @param line where it begins there
 * @param covers what it covers, in words
 * @param until the day from which on it is over
 */
public record SuppressionRule(
        String id,
        Use use,
        String by,
        int line,
        String covers,
        @Nullable String reason,
        @Nullable String owner,
        @Nullable String until) {

    private static final int MAX_COVERS = 500;

    /** What became of a rule. */
    public enum Use {
        /** It covered a finding. */
        USED,
        /** It covered none. */
        UNUSED,
        /** It is over, and wasn't applied. */
        EXPIRED;

        public static Use of(boolean expired, boolean used) {
            if (expired) {
                return EXPIRED;
            }
            return used ? USED : UNUSED;
        }
    }

    /** What the id of a rule is the digest of that covers all of this until then. */
    public static byte[] identity(String covers, @Nullable String until) {
        return (covers + "\nuntil " + until).getBytes(StandardCharsets.UTF_8);
    }

    /** What a rule covers, short enough to be shown. */
    public static String shown(String covers) {
        return covers.length() > MAX_COVERS ? covers.substring(0, MAX_COVERS) + "…" : covers;
    }
}
