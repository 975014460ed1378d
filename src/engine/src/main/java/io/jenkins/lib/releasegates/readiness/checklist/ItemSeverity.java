package io.jenkins.lib.releasegates.readiness.checklist;

/** What an item does that isn't met. */
public enum ItemSeverity {
    /** Nothing goes out without it, and it can't be accepted until later unless the item says so. */
    BLOCKING("blocking"),
    /** The checklist says whether it blocks or warns; where it doesn't, tiers 1 and 2 block. */
    HIGH("high"),
    /** Warns; blocks once it was accepted until a day that has passed. */
    FOLLOW_UP("follow-up");

    private final String id;

    ItemSeverity(String id) {
        this.id = id;
    }

    /** The word in checklists and records. */
    public String id() {
        return id;
    }
}
