package io.jenkins.lib.releasegates.audit.store;

import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Consecutive entries with one subject.
 *
 * @param lines the bytes of each, without line feed
 * @param people clear values by the number of the entry; nothing where there are none
 */
public record Group(List<TrailEntry> entries, List<byte[]> lines, SortedMap<Long, SaltedValues> people) {

    public Group {
        entries = List.copyOf(entries);
        lines = List.copyOf(lines);
        people = Collections.unmodifiableSortedMap(new TreeMap<>(people));
        if (entries.isEmpty() || entries.size() != lines.size()) {
            throw new IllegalArgumentException(
                    "A group has a line for each of its entries: " + entries.size() + " and " + lines.size());
        }
    }

    /** Its last entry. */
    public TrailEntry last() {
        return entries.get(entries.size() - 1);
    }
}
