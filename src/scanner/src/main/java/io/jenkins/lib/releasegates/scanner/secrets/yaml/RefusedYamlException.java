package io.jenkins.lib.releasegates.scanner.secrets.yaml;

/** A file that can't be taken as it is; the message names file, line, what was found and what is allowed. */
public final class RefusedYamlException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedYamlException(String message) {
        super(message);
    }
}
