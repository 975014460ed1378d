package io.jenkins.lib.releasegates.report.compliance;

import java.util.Optional;

/**
 * Who acted, as far as it is kept and may be shown. Hostile text until it is escaped.
 *
 * @param state whether the person is named
 * @param id as the host knows the person; only where {@link State#NAMED}
 * @param name as it is shown; only where {@link State#NAMED}
 * @param means how it acted, as the entry says
 */
public record Who(State state, Optional<String> id, Optional<String> name, String means) {

    /** How much is known. */
    public enum State {
        NAMED,
        /** Nobody in particular: a timer, or Jenkins itself. */
        NOBODY,
        /** The entry commits to a person, and the clear value isn't kept any more. */
        ERASED,
        /** It is kept, and left out of this report. */
        WITHHELD,
        /** The entry names nobody, can't be read, or isn't there. */
        UNKNOWN
    }

    /** Nothing is known. */
    static final Who UNKNOWN = new Who(State.UNKNOWN, Optional.empty(), Optional.empty(), "");

    /** For people. */
    public String words() {
        return switch (state) {
            case NAMED -> {
                String shown = name.filter(text -> !text.isEmpty()).orElse(id.orElse(""));
                yield id.filter(known -> !known.equals(shown))
                        .map(known -> shown + " (" + known + ")")
                        .orElse(shown);
            }
            case NOBODY -> "nobody in particular";
            case ERASED -> "erased";
            case WITHHELD -> "left out";
            case UNKNOWN -> "unknown";
        };
    }
}
