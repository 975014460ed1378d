package io.jenkins.lib.releasegates.gate;

/** What a decision is good for. */
public enum Purpose {
    /** A build was judged by its own pipeline. */
    JUDGEMENT("judges this build; admits nothing to any environment"),
    /** The rules of an environment were asked, and only this admits an artifact to it. */
    ADMISSION("says whether its artifacts may go to the environment that it names"),
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
