package io.jenkins.lib.releasegates.signatures;

import java.io.Serial;

/** A type that is needed is not among the class files. */
public final class UnknownTypeException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    UnknownTypeException(String missing, String neededBy) {
        super(missing.equals(neededBy) ? missing + " not found" : missing + " not found, needed by " + neededBy);
    }
}
