package io.jenkins.lib.releasegates.audit.message;

import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which entries somebody is told of.
 *
 * @param kinds of events, as {@link Event#kinds} lists them; all where it is empty
 * @param environments only entries that name one of these; where it is empty all, and those that name none
 */
public record Selection(Set<String> kinds, Set<String> environments) {

    private static final int MOST = 200;

    public Selection {
        kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
        environments = Collections.unmodifiableSet(new TreeSet<>(environments));
    }

    /** Every entry. */
    public static Selection all() {
        return new Selection(Set.of(), Set.of());
    }

    /**
     * As people write it.
     *
     * @param kinds separated by commas, spaces or lines
     * @param environments separated by commas or lines
     * @throws IllegalArgumentException when a kind isn't known, or when there are too many, with what was found and what is allowed
     */
    public static Selection parse(String kinds, String environments) {
        Set<String> named = words(kinds, "[\\s,]+");
        for (String kind : named) {
            if (!Event.isKnown(kind)) {
                throw new IllegalArgumentException(
                        "Found '" + kind + "' as a kind of events; allowed: " + String.join(", ", Event.kinds()));
            }
        }
        return new Selection(named, words(environments, "[\\r\\n,]+"));
    }

    private static Set<String> words(String text, String separators) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(text.split(separators))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        if (words.size() > MOST) {
            throw new IllegalArgumentException("Found " + words.size() + " names; allowed: at most " + MOST);
        }
        return words;
    }

    /** Whether that entry is among them. */
    public boolean has(TrailEntry entry) {
        return (kinds.isEmpty() || kinds.contains(entry.kind()))
                && (environments.isEmpty() || environments.contains(MessageValues.environment(entry)));
    }

    @Override
    public String toString() {
        return (kinds.isEmpty() ? "all kinds" : "kinds " + String.join(" ", kinds))
                + (environments.isEmpty() ? "" : ", environments " + String.join(", ", environments));
    }
}
