package io.jenkins.lib.releasegates.readiness.checklist;

/** What items of severity {@code high} do that aren't met. */
public enum HighRule {
    BLOCKS("blocks"),
    WARNS("warns"),
    /** Blocks for tiers 1 and 2, warns for the others. */
    BY_TIER("by-tier");

    private static final int LAST_TIER_THAT_IS_BLOCKED = 2;

    private final String id;

    HighRule(String id) {
        this.id = id;
    }

    /** The word in checklists. */
    public String id() {
        return id;
    }

    /** Whether such an item blocks a service of this tier. */
    public boolean blocks(int tier) {
        return this == BLOCKS || this == BY_TIER && tier <= LAST_TIER_THAT_IS_BLOCKED;
    }
}
