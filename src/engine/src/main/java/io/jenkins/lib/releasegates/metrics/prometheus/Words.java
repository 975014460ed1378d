package io.jenkins.lib.releasegates.metrics.prometheus;

import org.jspecify.annotations.Nullable;

/** What a stranger says, short enough to be told and on one line. */
final class Words {

    private static final int MOST = 300;

    private Words() {}

    static String of(@Nullable String said) {
        if (said == null || said.isBlank()) {
            return "without a word";
        }
        String line = said.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        if (line.length() <= MOST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return line.substring(0, end) + "…";
    }
}
