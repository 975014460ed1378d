package io.jenkins.lib.releasegates.scanner.job;

/** What a scan looks for. */
public enum Kind {
    /** Components with known vulnerabilities. */
    SCA("sca"),
    /** Weaknesses in code, seen in its class files. */
    SAST("sast"),
    /** Keys, tokens and passwords. */
    SECRETS("secrets");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** As jobs and results write it. */
    public String word() {
        return word;
    }
}
