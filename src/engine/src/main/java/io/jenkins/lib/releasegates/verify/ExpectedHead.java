package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;

/**
 * A head that somebody noted outside the ledger, written {@code N:sha256:<64 hexadecimal digits>}.
 *
 * @param entries how many entries there were
 * @param last hash of the last of them; 64 zeros for none
 */
public record ExpectedHead(long entries, Digest last) {

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException when the text has another form, with what is allowed
     */
    public static ExpectedHead parse(String text) {
        int colon = text.indexOf(':');
        try {
            long entries = Long.parseLong(text.substring(0, Math.max(colon, 0)));
            if (entries >= 0) {
                return new ExpectedHead(entries, Digest.parse(text.substring(colon + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private static String refusal(String text) {
        return "A head is written N:sha256:<64 hexadecimal digits>, where N is the number of entries; found: " + text;
    }

    @Override
    public String toString() {
        return entries + ":" + last;
    }
}
