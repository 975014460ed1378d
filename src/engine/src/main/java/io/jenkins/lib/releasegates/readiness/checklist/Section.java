package io.jenkins.lib.releasegates.readiness.checklist;

import java.util.List;

/** Items under one title, in the order of the checklist. */
public record Section(String title, List<Item> items) {

    public Section {
        items = List.copyOf(items);
    }
}
