package io.jenkins.lib.releasegates.scanner.result;

/**
 * A dependency that a file names, and whose version nothing in the scanned folder tells, so that nobody looked for its vulnerabilities.
 *
 * @param path of that file, relative to the scanned folder; {@code !/} between an archive and what is in it
 * @param line where it stands, from 1
 * @param name what the file calls it
 * @param reason why its version isn't known
 */
public record Unresolved(String path, int line, String name, String reason) {

    /** The same at another place. */
    public Unresolved at(String place) {
        return new Unresolved(place, line, name, reason);
    }
}
