package io.jenkins.lib.releasegates.evidence.finding;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Package URLs (github.com/package-url/purl-spec), as far as an identity needs them. */
final class PackageUrl {

    private static final String SCHEME = "pkg:";

    private PackageUrl() {}

    static boolean isOne(String text) {
        return text.startsWith(SCHEME) && text.indexOf('/') > SCHEME.length();
    }

    /**
     * Without version, qualifiers and path, decoded and in lower case: most types don't tell the cases apart, and two tools that write one
     * name in two ways mean the same package.
     */
    static String lasting(String purl) {
        String path = path(purl);
        int version = versionAt(path);
        String plain = decoded(path.substring(0, version)).toLowerCase(Locale.ROOT);
        return plain.startsWith(SCHEME + "pypi/") ? plain.replace('_', '-') : plain;
    }

    static String name(String purl) {
        String path = path(purl);
        String named = path.substring(0, versionAt(path));
        return decoded(named.substring(named.lastIndexOf('/') + 1));
    }

    static String version(String purl) {
        String path = path(purl);
        int at = versionAt(path);
        return at == path.length() ? "" : decoded(path.substring(at + 1));
    }

    private static String path(String purl) {
        return before(before(purl, '#'), '?');
    }

    /** Where the version begins with its {@code @}, which doesn't begin the last name; the end where there is none. */
    private static int versionAt(String path) {
        int version = path.lastIndexOf('@');
        return version > path.lastIndexOf('/') + 1 ? version : path.length();
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
