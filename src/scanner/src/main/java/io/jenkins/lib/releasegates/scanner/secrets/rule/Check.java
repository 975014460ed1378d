package io.jenkins.lib.releasegates.scanner.secrets.rule;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/** What a format promises beyond its characters. */
public enum Check {
    NONE(value -> true),
    /**
     * After the prefix 30 characters, then their CRC-32 in base 62 with six digits:
     * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
     */
    CRC32_BASE62(Check::crc32),
    /** The first part is a JOSE header: RFC 7519, section 5. */
    JWT(Check::jwt),
    /** Chosen by people, and known by a name before it: whatever looks like a word, a reference or a label is none. */
    PASSWORD(value -> !Placeholders.isReference(value) && !Placeholders.isWords(value)),
    /** Chosen by people, where nothing but a password stands: words are none only where examples have them. */
    PASSWORD_AT_ITS_PLACE(value -> !Placeholders.isReference(value) && !Placeholders.isUsual(value)),
    /** Base64 of a user, a colon and a password: RFC 7617, section 2. */
    BASIC(Check::basic);

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM = 6;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final Predicate<String> promise;

    Check(Predicate<String> promise) {
        this.promise = promise;
    }

    /** As rules write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean holds(String value) {
        return promise.test(value);
    }

    private static boolean crc32(String value) {
        int end = value.length() - CHECKSUM;
        int begin = value.indexOf('_') + 1;
        if (end <= begin) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(value.substring(begin, end).getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        for (int i = value.length() - 1; i >= end; i--) {
            if (value.charAt(i) != DIGITS.charAt((int) (rest % DIGITS.length()))) {
                return false;
            }
            rest /= DIGITS.length();
        }
        return rest == 0;
    }

    private static boolean jwt(String value) {
        return decoded(Base64.getUrlDecoder(), value.substring(0, Math.max(0, value.indexOf('.'))))
                .contains("\"alg\"");
    }

    private static boolean basic(String value) {
        String both = decoded(Base64.getDecoder(), value);
        int colon = both.indexOf(':');
        return colon >= 0
                && colon < both.length() - 1
                && both.chars().noneMatch(Character::isISOControl)
                && !Placeholders.isOne(both.substring(colon + 1))
                && PASSWORD_AT_ITS_PLACE.holds(both.substring(colon + 1));
    }

    private static String decoded(Base64.Decoder decoder, String text) {
        try {
            return new String(decoder.decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
