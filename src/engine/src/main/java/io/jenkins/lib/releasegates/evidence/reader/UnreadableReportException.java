package io.jenkins.lib.releasegates.evidence.reader;

import java.io.IOException;
import java.io.Serial;

/** A report that can't be read, or not within the limits; its message is for the user and names what was found and what is allowed. */
final class UnreadableReportException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    UnreadableReportException(String message) {
        this(0, 0, message);
    }

    UnreadableReportException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The place as users read it: {@code report.xml:12:7}, or the path alone. */
    String place(String path) {
        if (line < 1) {
            return path;
        }
        return path + ":" + line + (column < 1 ? "" : ":" + column);
    }
}
