package io.jenkins.lib.releasegates.audit.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses of mail in the one form that is taken: a dot-atom, an at sign and a domain (addr-spec of RFC 5322, 3.4.1, without quotes, comments and literals), in
 * ASCII and of 254 characters at most. Nothing in it could begin another header.
 */
public final class MailAddress {

    /** How many an owner lists at most. */
    public static final int MOST = 100;

    private static final int MAX_CHARS = 254;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private MailAddress() {}

    /** Whether it is one. */
    public static boolean isOne(String text) {
        return text.length() <= MAX_CHARS && FORM.matcher(text).matches();
    }

    /**
     * As people write several: separated by commas, semicolons, spaces or lines.
     *
     * @throws IllegalArgumentException when one isn't an address, or when there are too many, with what was found and what is allowed
     */
    public static List<String> list(String text) {
        List<String> all = words(text).distinct().toList();
        for (String address : all) {
            if (!isOne(address)) {
                throw new IllegalArgumentException("Found '" + address
                        + "' as an address; allowed: name@example.com, in ASCII, without a name of the person");
            }
        }
        if (all.size() > MOST) {
            throw new IllegalArgumentException("Found " + all.size() + " addresses; allowed: at most " + MOST);
        }
        return all;
    }

    /** How many different ones such a text names, whether or not they are addresses. */
    public static int count(String text) {
        return (int) words(text).distinct().count();
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split("[\\s,;]+")).filter(word -> !word.isEmpty());
    }

    /** The same for addresses of one mailbox, since nobody tells upper from lower case in practice. */
    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
