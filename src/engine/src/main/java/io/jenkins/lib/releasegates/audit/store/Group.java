package io.jenkins.lib.releasegates.audit.store;

import io.jenkins.lib.releasegates.audit.entry.SaltedValue;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.List;
import java.util.Map;

/**
 * Consecutive entries with one subject.
 *
 * @param lines the bytes of each, without line feed
 * @param people clear values, by the number of the entry and the field
 */
public record Group(List<TrailEntry> entries, List<byte[]> lines, Map<Long, Map<String, SaltedValue>> people) {

    public Group {
        entries = List.copyOf(entries);
        lines = List.copyOf(lines);
        people = Map.copyOf(people);
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
