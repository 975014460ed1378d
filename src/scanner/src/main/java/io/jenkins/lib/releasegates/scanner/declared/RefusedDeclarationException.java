package io.jenkins.lib.releasegates.scanner.declared;

/** A file can't be taken for what its name says; the message names the line, what was found and what is allowed. */
public final class RefusedDeclarationException extends Exception {

    private static final long serialVersionUID = 1;
    private static final int MAX_SHOWN = 120;

    /**
     * A refusal.
     *
     * @param line from 1; 0 where it is of the file as a whole
     */
    public RefusedDeclarationException(int line, String found, String allowed) {
        super((line > 0 ? "line " + line + ": " : "") + "found " + found + ", allowed: " + allowed);
    }

    /** A text of the file as a message may show it. */
    static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
