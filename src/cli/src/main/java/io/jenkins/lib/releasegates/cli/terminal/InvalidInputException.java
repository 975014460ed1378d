package io.jenkins.lib.releasegates.cli.terminal;

import java.util.List;

/** A file that was given can't be used; all that is wrong with it is listed. */
public final class InvalidInputException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> issues;

    public InvalidInputException(List<String> issues) {
        super(String.join("; ", issues));
        this.issues = List.copyOf(issues);
    }

    public InvalidInputException(String issue) {
        this(List.of(issue));
    }

    public List<String> issues() {
        return issues;
    }
}
