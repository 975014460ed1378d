package io.jenkins.lib.releasegates.scanner.sbom;

/** Text from scanned files as both forms of a document can carry it. */
final class Plain {

    private static final int MAX = 8_192;
    private static final int UNKNOWN = 0xFFFD;

    private Plain() {}

    /** Without characters that XML doesn't know, and not longer than a path may be; spaces for line ends. */
    static String of(String text) {
        return of(text, MAX);
    }

    /** The same with another length. */
    static String of(String text, int max) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), max));
        text.codePoints().limit(max).map(Plain::carried).forEach(plain::appendCodePoint);
        return text.codePointCount(0, text.length()) > max ? plain.append('…').toString() : plain.toString();
    }

    private static int carried(int character) {
        if (character == '\t' || character == '\n' || character == '\r') {
            return ' ';
        }
        boolean known = !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE
                && character != 0xFFFE
                && character != 0xFFFF;
        return known ? character : UNKNOWN;
    }
}
