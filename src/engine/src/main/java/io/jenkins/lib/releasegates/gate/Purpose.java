package io.jenkins.lib.releasegates.gate;

/** What a decision is good for. Neither of these admits an artifact to an environment. */
public enum Purpose {
    /** A build was judged by its own pipeline. */
    JUDGEMENT("judges this build; admits nothing to any environment"),
    /** Somebody tried on their own machine what would be decided. */
    REHEARSAL("a rehearsal on somebody's machine; admits nothing");

    private final String words;

    Purpose(String words) {
        this.words = words;
    }

    /** What pages and the command say about it. */
    public String words() {
        return words;
    }
}
