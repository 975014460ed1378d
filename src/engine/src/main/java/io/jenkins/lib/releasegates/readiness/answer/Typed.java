package io.jenkins.lib.releasegates.readiness.answer;

import java.util.Optional;

/**
 * What a person typed, or was called by. The record holds a commitment to it; the clear text may have been erased since.
 *
 * @param given whether there was any
 * @param text it, unless there was none or it was erased; hostile
 */
public record Typed(boolean given, Optional<String> text) {

    /** Nothing was typed. */
    public static final Typed NOTHING = new Typed(false, Optional.empty());

    /** The most UTF-16 units. */
    public static final int MAX_LENGTH = 2_000;

    public Typed {
        if (text.isPresent() && (!given || text.get().isBlank() || text.get().length() > MAX_LENGTH)) {
            throw new IllegalArgumentException("What was typed has 1 to " + MAX_LENGTH + " characters, found "
                    + text.get().length());
        }
    }

    /** This text; blank text is nothing. */
    public static Typed of(String text) {
        return text.isBlank() ? NOTHING : new Typed(true, Optional.of(text.strip()));
    }

    /** There was text, and it is kept no more. */
    public static Typed erased() {
        return new Typed(true, Optional.empty());
    }
}
