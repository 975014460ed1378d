package io.jenkins.lib.releasegates.environment;

/** A calendar can't be read, or says what isn't understood here; nothing of it counts then. */
final class UnreadableCalendarException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final String found;
    private final String allowed;

    /** With its line, 1-based, or 0 for the whole. */
    UnreadableCalendarException(int line, String found, String allowed) {
        super("line " + line + ": found " + found + "; allowed: " + allowed);
        this.line = line;
        this.found = found;
        this.allowed = allowed;
    }

    int line() {
        return line;
    }

    String found() {
        return found;
    }

    String allowed() {
        return allowed;
    }
}
