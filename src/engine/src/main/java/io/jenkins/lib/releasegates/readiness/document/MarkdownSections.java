package io.jenkins.lib.releasegates.readiness.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The headings of a Markdown file, each with whether anything is written below it.
 *
 * <p>ATX ({@code ## Rollback}) and setext headings of CommonMark 0.31 at the margin; fenced code and HTML comments hold none. A section reaches to the
 * next heading of the same or a higher level. Reads in one pass. Immutable.
 */
public final class MarkdownSections {

    /** The most bytes of a file. */
    public static final int MAX_BYTES = DocumentText.MAX_BYTES;

    private static final int MAX_HEADINGS = 2_000;

    private final List<Heading> headings;

    private MarkdownSections(List<Heading> headings) {
        this.headings = List.copyOf(headings);
    }

    /** Level 1 is the highest; written: whether text stands directly below it. */
    private record Heading(int level, String words, boolean written) {}

    /**
     * Reads a file.
     *
     * @throws UnreadableDocumentException when it is larger than {@link #MAX_BYTES}, isn't UTF-8, or has more than 2,000 headings
     */
    public static MarkdownSections read(byte[] bytes) throws UnreadableDocumentException {
        Reader reader = new Reader();
        for (String line : DocumentText.of(bytes).lines().toList()) {
            reader.line(line);
        }
        reader.settle();
        return new MarkdownSections(reader.headings);
    }

    /** Whether there is a heading with these words; case, emphasis, spaces and a number before them don't matter. */
    public boolean has(String words) {
        return headings.stream().anyMatch(heading -> heading.words.equals(normal(words)));
    }

    /** Whether there is such a heading with text in its section. */
    public boolean isWritten(String words) {
        String wanted = normal(words);
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).words.equals(wanted) && isWritten(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWritten(int index) {
        Heading start = headings.get(index);
        if (start.written) {
            return true;
        }
        for (int i = index + 1; i < headings.size() && headings.get(i).level > start.level; i++) {
            if (headings.get(i).written) {
                return true;
            }
        }
        return false;
    }

    /** The words of a heading as they are compared. */
    private static String normal(String words) {
        StringBuilder kept = new StringBuilder(words.length());
        boolean space = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (Character.isWhitespace(c)) {
                space = kept.length() > 0;
            } else if (c != '*' && c != '_' && c != '`') {
                if (space) {
                    kept.append(' ');
                    space = false;
                }
                kept.append(c);
            }
        }
        return withoutNumber(kept.toString()).toLowerCase(Locale.ROOT);
    }

    private static String withoutNumber(String words) {
        int end = 0;
        while (end < words.length() && (Character.isDigit(words.charAt(end)) || ".)".indexOf(words.charAt(end)) >= 0)) {
            end++;
        }
        boolean numbered = end > 0 && end < words.length() - 1 && words.charAt(end) == ' ';
        return numbered && Character.isDigit(words.charAt(0)) ? words.substring(end + 1) : words;
    }

    /** Goes through the lines; for one use. */
    private static final class Reader {

        private final List<Heading> headings = new ArrayList<>();
        private String fence = "";
        private boolean comment;
        private String before = "";

        void line(String line) throws UnreadableDocumentException {
            String text = comment ? behindComment(line) : line;
            String stripped = text.strip();
            if (!fence.isEmpty()) {
                fenced(stripped);
            } else if (fenceOf(stripped).isEmpty()) {
                plain(withoutComments(text));
            } else {
                fence = fenceOf(stripped);
                before = "";
            }
        }

        private void fenced(String stripped) {
            boolean closes = stripped.startsWith(fence) && stripped.chars().allMatch(c -> c == fence.charAt(0));
            if (closes) {
                fence = "";
            } else if (!stripped.isEmpty()) {
                written();
            }
        }

        private static String fenceOf(String stripped) {
            return stripped.startsWith("```") ? "```" : stripped.startsWith("~~~") ? "~~~" : "";
        }

        private void plain(String text) throws UnreadableDocumentException {
            String stripped = text.strip();
            int level = atxLevel(text);
            if (level > 0) {
                heading(level, stripped.substring(level));
            } else if (!before.isEmpty() && isUnderline(stripped)) {
                heading(stripped.charAt(0) == '=' ? 1 : 2, before);
            } else {
                settle();
                before = stripped;
            }
            if (stripped.isEmpty()) {
                settle();
                before = "";
            }
        }

        /** What stood in the line before is text and no heading. */
        private void settle() {
            if (!before.isEmpty()) {
                written();
            }
        }

        private void heading(int level, String words) throws UnreadableDocumentException {
            if (headings.size() == MAX_HEADINGS) {
                throw new UnreadableDocumentException(
                        "Found more than " + MAX_HEADINGS + " headings, allowed: that many.");
            }
            if (!before.isEmpty() && !words.equals(before)) {
                written();
            }
            before = "";
            headings.add(new Heading(level, normal(withoutClosing(words.strip())), false));
        }

        private void written() {
            before = "";
            if (!headings.isEmpty()) {
                Heading last = headings.get(headings.size() - 1);
                headings.set(headings.size() - 1, new Heading(last.level, last.words, true));
            }
        }

        private static int atxLevel(String text) {
            int level = 0;
            while (level < text.length() && text.charAt(level) == '#') {
                level++;
            }
            boolean ends = level < text.length() && Character.isWhitespace(text.charAt(level));
            return level <= 6 && ends ? level : 0;
        }

        private static String withoutClosing(String words) {
            int end = words.length();
            while (end > 0 && words.charAt(end - 1) == '#') {
                end--;
            }
            return end < words.length() && end > 0 && words.charAt(end - 1) == ' ' ? words.substring(0, end) : words;
        }

        private static boolean isUnderline(String stripped) {
            return stripped.length() > 1
                    && (stripped.chars().allMatch(c -> c == '=')
                            || stripped.chars().allMatch(c -> c == '-'));
        }

        private String behindComment(String line) {
            int end = line.indexOf("-->");
            comment = end < 0;
            return end < 0 ? "" : line.substring(end + 3);
        }

        private String withoutComments(String line) {
            StringBuilder kept = new StringBuilder();
            int from = 0;
            int start = line.indexOf("<!--");
            while (start >= 0) {
                kept.append(line, from, start);
                int end = line.indexOf("-->", start + 4);
                if (end < 0) {
                    comment = true;
                    return kept.toString();
                }
                from = end + 3;
                start = line.indexOf("<!--", from);
            }
            return kept.append(line, from, line.length()).toString();
        }
    }
}
