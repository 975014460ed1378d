package io.jenkins.lib.releasegates.evidence.reader.xml;

import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * XML as it is, except that long text and long CDATA sections lose what is beyond {@value #KEPT_TEXT} characters.
 *
 * <p>A parser holds a name, an attribute and many a text in memory as a whole, and a test's output can be larger than the heap. No
 * format of ours needs a text, so a long one is thinned: its line breaks stay, for the line numbers in messages. Markup (a tag, a comment, a
 * processing instruction, a document type) can't be thinned; beyond {@value #MAX_MARKUP} characters it ends the report.
 */
final class ShortenedText extends FilterReader {

    static final int KEPT_TEXT = 32 * 1024;
    static final int MAX_MARKUP = 1024 * 1024;

    /** The longest reference that may straddle the cut: {@code &#x10FFFF;}. */
    private static final int REFERENCE = 12;

    private enum State {
        TEXT,
        OPEN,
        BANG,
        TAG,
        QUOTED,
        OTHER_MARKUP,
        CDATA
    }

    private State state = State.TEXT;
    private char quote;
    private int length;
    private int kept;
    private char last;
    private char beforeLast;
    private boolean lastKept = true;
    private boolean inDoctype;
    private int brackets;

    ShortenedText(Reader reader) {
        super(reader);
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        while (true) {
            int read = in.read(buffer, offset, count);
            if (read <= 0) {
                return read;
            }
            int left = shorten(buffer, offset, offset + read) - offset;
            if (left > 0) {
                return left;
            }
        }
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    private int shorten(char[] buffer, int from, int end) throws UnreadableReportException {
        int write = from;
        int read = from;
        while (read < end) {
            int start = read;
            read = state == State.TEXT && length < KEPT_TEXT
                    ? untilMarkup(buffer, read, end)
                    : state == State.TAG || state == State.QUOTED ? untilEndOfTag(buffer, read, end) : read;
            if (read > start) {
                if (write != start) {
                    System.arraycopy(buffer, start, buffer, write, read - start);
                }
                write += read - start;
                continue;
            }
            char c = buffer[read++];
            if (keeps(c)) {
                buffer[write++] = c;
            }
        }
        return write;
    }

    /** The hot loop: plain text up to the next tag, as long as none of it has to go. */
    private int untilMarkup(char[] buffer, int from, int end) {
        int stop = Math.min(end, from + KEPT_TEXT - length);
        int read = from;
        while (read < stop && buffer[read] != '<') {
            read++;
        }
        length += read - from;
        if (read > from) {
            last = buffer[read - 1];
            lastKept = true;
        }
        if (read + 1 < end && buffer[read] == '<' && buffer[read + 1] != '!' && buffer[read + 1] != '?') {
            begin(State.TAG);
            read++;
        }
        return read;
    }

    /** The other hot loop: the inside of a tag. */
    private int untilEndOfTag(char[] buffer, int from, int end) throws UnreadableReportException {
        int read = from;
        boolean quoted = state == State.QUOTED;
        char closing = quote;
        while (read < end) {
            char c = buffer[read];
            if (quoted) {
                quoted = c != closing;
            } else if (c == '>') {
                break;
            } else if (c == '"' || c == '\'') {
                quoted = true;
                closing = c;
            }
            read++;
        }
        state = quoted ? State.QUOTED : State.TAG;
        quote = closing;
        length += read - from;
        checkMarkup();
        if (read < end) {
            begin(State.TEXT);
            read++;
        }
        return read;
    }

    private boolean keeps(char c) throws UnreadableReportException {
        boolean keep = switch (state) {
            case TEXT -> keepsText(c);
            case OPEN -> open(c);
            case BANG -> bang(c);
            case TAG, QUOTED -> throw new IllegalStateException("The inside of a tag is read at once");
            case OTHER_MARKUP -> otherMarkup(c);
            case CDATA -> keepsCdata(c);
        };
        beforeLast = last;
        last = c;
        lastKept = keep;
        return keep;
    }

    private boolean keepsText(char c) throws UnreadableReportException {
        if (c == '<') {
            begin(State.OPEN);
            return true;
        }
        return ++length <= KEPT_TEXT + REFERENCE ? keepsReference(c) : keepsLine(c);
    }

    /** Right behind the cut: a reference that has begun may end, nothing else may begin. */
    private boolean keepsReference(char c) {
        if (c == '&' || !lastKept) {
            length = KEPT_TEXT + REFERENCE;
            return false;
        }
        return true;
    }

    private boolean keepsLine(char c) throws UnreadableReportException {
        boolean keep = c == '\n' || (lastKept && Character.isLowSurrogate(c) && Character.isHighSurrogate(last));
        if (keep && ++kept > MAX_MARKUP) {
            throw new UnreadableReportException(
                    "a text with more than " + MAX_MARKUP + " lines, which is what is allowed");
        }
        return keep;
    }

    private boolean open(char c) {
        if (c == '!') {
            state = State.BANG;
        } else if (c == '?') {
            begin(State.OTHER_MARKUP);
            quote = '?';
        } else {
            begin(State.TAG);
            if (c == '>') {
                begin(State.TEXT);
            }
        }
        return true;
    }

    private boolean bang(char c) {
        if (c == '[') {
            begin(State.CDATA);
        } else {
            begin(State.OTHER_MARKUP);
            quote = c == '-' ? '-' : '!';
            brackets = 0;
            inDoctype = c != '-';
        }
        return true;
    }

    private boolean otherMarkup(char c) throws UnreadableReportException {
        length++;
        checkMarkup();
        if (inDoctype) {
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        boolean ends = c == '>'
                && switch (quote) {
                    case '?' -> last == '?';
                    case '-' -> last == '-' && beforeLast == '-' && length > 3;
                    default -> brackets <= 0;
                };
        if (ends) {
            inDoctype = false;
            begin(State.TEXT);
        }
        return true;
    }

    /** A bracket and what follows it always stay, so that a section ends where it ended, and nowhere else. */
    private boolean keepsCdata(char c) throws UnreadableReportException {
        length++;
        if (c == '>' && last == ']' && beforeLast == ']') {
            begin(State.TEXT);
            return true;
        }
        if (length <= KEPT_TEXT) {
            return true;
        }
        if (c == ']' || last == ']') {
            if (++kept > MAX_MARKUP) {
                throw new UnreadableReportException(
                        "a CDATA section with more than " + MAX_MARKUP + " brackets, which is what is allowed");
            }
            return true;
        }
        return keepsLine(c);
    }

    private void begin(State next) {
        state = next;
        length = 0;
        kept = 0;
    }

    private void checkMarkup() throws UnreadableReportException {
        if (length > MAX_MARKUP) {
            throw new UnreadableReportException("a tag, comment or declaration with more than " + MAX_MARKUP
                    + " characters, which is what is allowed");
        }
    }
}
