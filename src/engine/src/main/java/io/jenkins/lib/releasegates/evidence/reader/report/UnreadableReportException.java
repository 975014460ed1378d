package io.jenkins.lib.releasegates.evidence.reader.report;

import java.io.IOException;
import java.io.Serial;

/** A report that can't be read, or not within the limits; its message is for the user and names what was found and what is allowed. */
public final class UnreadableReportException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_SHOWN = 60;

    private final int line;
    private final int column;

    public UnreadableReportException(String message) {
        this(0, 0, message);
    }

    public UnreadableReportException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Text of a report as a message may show it: cut after {@value #MAX_SHOWN} characters. */
    public static String shown(String hostile) {
        return hostile.length() > MAX_SHOWN ? hostile.substring(0, MAX_SHOWN) + "…" : hostile;
    }

    /** The place as users read it: {@code report.xml:12:7}, or the path alone. */
    public String place(String path) {
        if (line < 1) {
            return path;
        }
        return path + ":" + line + (column < 1 ? "" : ":" + column);
    }
}
