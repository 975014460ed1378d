package io.jenkins.lib.releasegates.slo.policy;

import java.util.List;

/** What a rule of an error-budget policy leads to. */
public enum Consequence {
    /** Everything may go. */
    ALLOW("allow"),
    /** People have to approve it first. */
    REQUIRE_APPROVAL("require-approval"),
    /** Only changes of some classes may go. */
    ONLY("only"),
    /** Nothing may go. */
    FREEZE("freeze");

    static final List<Consequence> ALL = List.of(values());

    private final String word;

    Consequence(String word) {
        this.word = word;
    }

    /** The word in files. */
    public String word() {
        return word;
    }
}
