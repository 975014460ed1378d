package io.jenkins.plugins.releasegates.people;

import java.util.Arrays;
import java.util.List;

/** Texts of forms with an item per line. */
public final class Lines {

    private Lines() {}

    /** The items, each once, without what is blank. */
    public static List<String> of(String text) {
        return Arrays.stream(text.split("\\R"))
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }
}
