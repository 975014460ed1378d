package io.jenkins.lib.releasegates.slo;

/**
 * Something in a file that was understood and has no part in what is measured.
 *
 * @param file as the user named it
 * @param line 1-based
 * @param text what it is and why
 */
public record SloRemark(String file, int line, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
