package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A checklist without errors; {@link ChecklistValidation} makes one of a file. One without items can be made, and never passes.
 *
 * @param name answers belong to it
 * @param high what items of severity high do that aren't met
 * @param longestFollowUp how long a no can be accepted, from the first time that it was
 */
public record Checklist(String name, HighRule high, Duration longestFollowUp, List<Section> sections) {

    /** How long a no can be accepted, where the checklist says nothing. */
    public static final Duration DEFAULT_FOLLOW_UP = Duration.ofDays(90);

    /** How long what is said about an item with a check is good, where the checklist says nothing. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofDays(180);

    public Checklist {
        sections = List.copyOf(sections);
        if (items(sections).stream().map(Item::id).distinct().count()
                < items(sections).size()) {
            throw new IllegalArgumentException("Checklist " + name + " has an id twice");
        }
    }

    /** The version: a digest over all that the checklist says, in whatever layout it was written. */
    public Digest digest() {
        return ItemJson.digest(name, high, longestFollowUp, sections);
    }

    /** All items in order. */
    public List<Item> items() {
        return items(sections);
    }

    /** The items that are asked for services of this tier, in order. */
    public List<Item> items(int tier) {
        return items().stream().filter(item -> item.concerns(tier)).toList();
    }

    /** The item of that id. */
    public Optional<Item> item(String id) {
        return items().stream().filter(item -> item.id().equals(id)).findFirst();
    }

    private static List<Item> items(List<Section> sections) {
        return sections.stream().flatMap(section -> section.items().stream()).toList();
    }
}
