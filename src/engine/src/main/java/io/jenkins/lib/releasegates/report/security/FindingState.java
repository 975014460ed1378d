package io.jenkins.lib.releasegates.report.security;

import java.util.Locale;
import java.util.Optional;

/** What became of a finding since the run that the build is compared with. */
public enum FindingState {
    /** That run doesn't have it. */
    NEW("new"),
    /** That run has it as well. */
    OPEN("open"),
    /** The build was not judged, or there was no run to compare it with. */
    NOT_COMPARED("not compared"),
    /** Somebody decided that it isn't counted. */
    SUPPRESSED("suppressed"),
    /** That run has it, and this one doesn't. */
    FIXED("fixed");

    private final String words;

    FindingState(String words) {
        this.words = words;
    }

    /** As a person reads it. */
    public String words() {
        return words;
    }

    /** The name in addresses and downloads. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that name; empty when there is none. */
    static Optional<FindingState> ofId(String id) {
        for (FindingState state : values()) {
            if (state.id().equals(id)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
