package io.jenkins.lib.releasegates.authorship;

/** What somebody unknown wrote, so that it can stand in a line: short, and without characters that nobody sees. */
final class ClaimedText {

    private static final int REPLACEMENT = 0xFFFD;

    private ClaimedText() {}

    /**
     * The text with U+FFFD for each character that can't be seen.
     *
     * @param most UTF-16 units; the end of a longer text is an ellipsis
     */
    static String of(String text, int most) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            int seen = isSeen(character) ? character : REPLACEMENT;
            int room = most - shown.length() - (i < text.length() ? 1 : 0);
            if (Character.charCount(seen) > room) {
                return shown.append('…').toString();
            }
            shown.appendCodePoint(seen);
        }
        return shown.toString();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
