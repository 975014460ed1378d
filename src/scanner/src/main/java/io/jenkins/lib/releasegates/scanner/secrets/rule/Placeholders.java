package io.jenkins.lib.releasegates.scanner.secrets.rule;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** Tells what stands where a secret would stand from a secret: examples, references, words. */
final class Placeholders {

    private static final int MAX_RUN = 6;

    /** In no token by chance: too long, or signs that tokens haven't. */
    private static final List<String> EVERYWHERE = List.of(
            "example",
            "changeme",
            "placeholder",
            "redacted",
            "xxxx",
            "0123456789",
            "1234567890",
            "abcdefghij",
            "deadbeef",
            "****",
            "....",
            "${",
            "{{",
            "<+>");

    /** What people write for a password that stands elsewhere. */
    private static final List<String> IN_PASSWORDS = List.of(
            "change_me",
            "change-me",
            "replace",
            "insert",
            "dummy",
            "sample",
            "your_",
            "your-",
            "your.",
            "yourp",
            "yours",
            "mypass",
            "my_pass",
            "my-pass",
            "todo",
            "fixme",
            "#{",
            "}}",
            "<%",
            "$(",
            "%(",
            "]]");

    private static final Pattern REFERENCE = Pattern.compile(
            // $name, %name%, @name@, <name>, {0}, __name__, [name], a.b.c, a::b, call(), /path/to/it, ENC(ciphered)
            "\\$[A-Za-z_(].*|%.*%|@.*@|<.*>?|\\{.*|__.*__|\\[.*|[A-Za-z_]\\w*(?:(?:\\.|::|->)[A-Za-z_]\\w*)+|[\\w.]+\\(.*|"
                    + "~?/[\\w./-]*|ENC\\(.*|!\\w+|&\\w+|\\*+|vault:.*|arn:.*|secretsmanager:.*|kms:.*|op://.*|ref\\+.*");

    /** A word, a name, words in capitals or with hyphens: not what a generator gives, and not what this rule can judge. */
    private static final Pattern WORDS = Pattern.compile(
            "[^A-Za-z0-9]*(?:[A-Za-z]+|[A-Za-z]+(?:[ _.:/,-]+[A-Za-z]+)+)[^A-Za-z0-9]*[0-9]?|[0-9.,:/ -]+");

    private static final Pattern USUAL = Pattern.compile(
            "(?i)(?:(?:my|the|your|some|db|user|test|root|admin|super)?[_-]?(?:pass|passw|password|passwd|pwd|pw|secret|token|credentials?|passphrase)"
                    + "|user(?:name)?|test|testing|foo|bar|baz|guest|none|null|true|false|string|x-oauth-basic|x-token-auth)[0-9]{0,4}");

    private Placeholders() {}

    /** Whether it holds what no secret holds. */
    static boolean isOne(String value) {
        String small = value.toLowerCase(Locale.ROOT);
        return holdsOne(EVERYWHERE, small) || run(small);
    }

    /** Whether it says where a password stands, or what it is to be exchanged for. */
    static boolean isReference(String value) {
        return holdsOne(IN_PASSWORDS, value.toLowerCase(Locale.ROOT)) || REFERENCE.matches(value);
    }

    /** Whether it consists of words or of figures alone. */
    static boolean isWords(String value) {
        return WORDS.matches(value);
    }

    /** Whether it is what examples have for a password. */
    static boolean isUsual(String value) {
        return USUAL.matches(value);
    }

    private static boolean holdsOne(List<String> parts, String small) {
        return parts.stream().anyMatch(small::contains);
    }

    /** The same character many times. */
    private static boolean run(String text) {
        int length = 1;
        for (int i = 1; i < text.length(); i++) {
            length = text.charAt(i) == text.charAt(i - 1) ? length + 1 : 1;
            if (length > MAX_RUN) {
                return true;
            }
        }
        return false;
    }
}
