package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rows of a CSV report, one after the other, in the form of RFC 4180 with any delimiter: a value in quotes may hold delimiters, line breaks and
 * doubled quotes.
 *
 * <p>Of a value the first {@value #KEPT} bytes are held, and only in columns that somebody wants; so a row may be as long as it likes. Works on bytes,
 * since all that is looked at is ASCII. The last line has to end, as one that was cut while it was written doesn't.
 */
final class CsvRows {

    static final int MAX_COLUMNS = 1_000;
    static final int KEPT = 200;

    private static final int END = -1;
    private static final int MARK = 0xFEFF;

    private final InputStream stream;
    private final int delimiter;
    private final boolean[] special = new boolean[256];
    private final byte[] buffer = new byte[64 * 1024];
    private final byte[][] kept = new byte[MAX_COLUMNS][];
    private final int[] lengths = new int[MAX_COLUMNS];
    private final boolean[] quoted = new boolean[MAX_COLUMNS];
    private boolean[] wanted = new boolean[MAX_COLUMNS];
    private int at;
    private int end;
    private int line = 1;
    private int rowLine = 1;
    private int columns;

    /** All columns are wanted, until {@link #want} names some. */
    CsvRows(InputStream stream, char delimiter) throws IOException {
        this.stream = stream;
        this.delimiter = delimiter;
        for (char c : new char[] {delimiter, '\n', '\r', '"'}) {
            special[c] = true;
        }
        Arrays.fill(wanted, true);
        skipByteOrderMark();
    }

    /** From the next row on, holds these columns alone; negative ones are none. */
    void want(int... those) {
        wanted = new boolean[MAX_COLUMNS];
        for (int column : those) {
            if (column >= 0) {
                wanted[column] = true;
            }
        }
    }

    /** Goes to the next row that isn't empty; false at the end. */
    boolean next() throws IOException {
        do {
            rowLine = line;
            columns = 0;
            if (!more()) {
                return false;
            }
            int stop = delimiter;
            while (stop == delimiter) {
                if (columns == MAX_COLUMNS) {
                    throw unreadable("more than " + MAX_COLUMNS + " columns, which is what is allowed");
                }
                stop = value(columns++);
            }
            if (stop == END) {
                throw unreadable("a line that doesn't end; allowed is a report that was written to its end");
            }
        } while (columns == 1 && lengths[0] == 0 && !quoted[0]);
        return true;
    }

    int columns() {
        return columns;
    }

    /** Whether the value stood in quotes. */
    boolean isQuoted(int column) {
        return quoted[column];
    }

    /** The first bytes of the value as text; only of a column that is wanted. */
    String text(int column) {
        int length = Math.min(lengths[column], KEPT);
        return length == 0 ? "" : new String(kept[column], 0, length, StandardCharsets.UTF_8);
    }

    boolean is(int column, String ascii) {
        int length = ascii.length();
        return lengths[column] == length && begins(column, ascii);
    }

    boolean begins(int column, String ascii) {
        int length = ascii.length();
        if (lengths[column] < length) {
            return false;
        }
        byte[] value = kept[column];
        for (int i = 0; i < length; i++) {
            if (value[i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A whole number.
     *
     * @param name of the column, for the message
     * @throws UnreadableReportException when it is none, or not from the least to the most
     */
    long number(int column, String name, long least, long most) throws UnreadableReportException {
        int length = lengths[column];
        long number = length == 0 || length > 15 ? -1 : 0;
        byte[] value = kept[column];
        for (int i = 0; i < length && number >= 0; i++) {
            int digit = value[i] - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        if (number < least || number > most) {
            throw unreadable(name + " '" + UnreadableReportException.shown(text(column))
                    + "'; allowed are whole numbers from " + least + " to " + most);
        }
        return number;
    }

    /** Names the line that the row begins on. */
    UnreadableReportException unreadable(String message) {
        return new UnreadableReportException(rowLine, 0, message);
    }

    private int value(int column) throws IOException {
        lengths[column] = 0;
        quoted[column] = more() && buffer[at] == '"';
        return quoted[column] ? inQuotes(column) : plain(column);
    }

    private int plain(int column) throws IOException {
        while (more()) {
            int from = at;
            while (at < end && !special[buffer[at] & 0xFF]) {
                at++;
            }
            keep(column, from);
            if (at < end) {
                if (buffer[at] == '"') {
                    throw unreadable(
                            "a quote within a value that isn't in quotes; allowed are values in quotes, with quotes doubled");
                }
                return stop();
            }
        }
        return END;
    }

    private int inQuotes(int column) throws IOException {
        at++;
        while (more()) {
            int from = at;
            while (at < end && buffer[at] != '"') {
                line += buffer[at++] == '\n' ? 1 : 0;
            }
            keep(column, from);
            if (at < end) {
                at++;
                if (!more()) {
                    return END;
                }
                if (buffer[at] != '"') {
                    return behindQuotes();
                }
                at++;
                keep(column, at - 1);
            }
        }
        throw unreadable("a quote that is never closed; allowed is a report that was written to its end");
    }

    private int behindQuotes() throws IOException {
        int next = buffer[at] & 0xFF;
        if (next != delimiter && next != '\n' && next != '\r') {
            throw unreadable("something behind a value in quotes; allowed is the delimiter, or the end of the line");
        }
        return stop();
    }

    /** Goes behind the delimiter or the end of the line, and says which it is. */
    private int stop() throws IOException {
        int stop = buffer[at++] & 0xFF;
        if (stop == '\r' && more() && buffer[at] == '\n') {
            at++;
        }
        line += stop == delimiter ? 0 : 1;
        return stop;
    }

    /** Holds what was read since then, as far as there is room. */
    private void keep(int column, int from) {
        int length = at - from;
        if (wanted[column] && lengths[column] < KEPT) {
            if (kept[column] == null) {
                kept[column] = new byte[KEPT];
            }
            System.arraycopy(buffer, from, kept[column], lengths[column], Math.min(length, KEPT - lengths[column]));
        }
        lengths[column] = (int) Math.min(Integer.MAX_VALUE, (long) lengths[column] + length);
    }

    private boolean more() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, stream.read(buffer, 0, buffer.length));
        }
        return at < end;
    }

    private void skipByteOrderMark() throws IOException {
        byte[] mark = String.valueOf((char) MARK).getBytes(StandardCharsets.UTF_8);
        if (more() && end >= mark.length && Arrays.equals(buffer, 0, mark.length, mark, 0, mark.length)) {
            at = mark.length;
        }
    }
}
