package io.jenkins.lib.releasegates.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/**
 * One figure: ours beside the peer's.
 *
 * @param ratio how many times better ours is; where it holds at most, how many times as much ours takes
 * @param limit what the ratio is held against
 * @param holds how the limit holds; a cold start is shown and decides nothing
 */
record Row(
        String work,
        double ours,
        double peer,
        String unit,
        double ratio,
        double limit,
        int heapLimitMiB,
        Holds holds,
        Instant at) {

    /** How a ratio is held against its limit. */
    enum Holds {
        AT_LEAST,
        AT_MOST,
        NOTHING
    }

    boolean isGoodEnough() {
        return switch (holds) {
            case AT_LEAST -> ratio >= limit;
            case AT_MOST -> ratio <= limit;
            case NOTHING -> true;
        };
    }

    private String limited() {
        return switch (holds) {
            case AT_LEAST -> String.format(Locale.ROOT, "at least %.3g", limit);
            case AT_MOST -> String.format(Locale.ROOT, "at most %.3g", limit);
            case NOTHING -> "";
        };
    }

    ObjectNode json() {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("work", work);
        row.put("ours", Math.round(ours));
        row.put("peer", Math.round(peer));
        row.put("unit", unit);
        row.put("ratio", Math.round(ratio * 10) / 10.0);
        row.put("limit", limit);
        row.put("holds", holds.name());
        row.put("heapLimitMiB", heapLimitMiB);
        row.put("at", at.toString());
        return row;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%-52s %10.0f %10.0f %-10s %6.1f  %s",
                work,
                ours,
                peer,
                unit,
                ratio,
                limited() + (isGoodEnough() ? "" : "  MISSED"));
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %s | %.1f | %s | %s |",
                work,
                ours,
                peer,
                unit,
                ratio,
                limited(),
                heapLimitMiB > 0 ? heapLimitMiB + " MiB" : "");
    }
}
