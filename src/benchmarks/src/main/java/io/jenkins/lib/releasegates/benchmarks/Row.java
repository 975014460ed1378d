package io.jenkins.lib.releasegates.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/**
 * One figure: ours beside the peer's.
 *
 * @param ratio how many times better ours is
 * @param limit what the ratio must be at least
 * @param decides whether the limit holds for this row; a cold start is shown and decides nothing
 */
record Row(
        String work,
        double ours,
        double peer,
        String unit,
        double ratio,
        double limit,
        int heapLimitMiB,
        boolean decides,
        Instant at) {

    boolean isGoodEnough() {
        return !decides || ratio >= limit;
    }

    ObjectNode json() {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("work", work);
        row.put("ours", Math.round(ours));
        row.put("peer", Math.round(peer));
        row.put("unit", unit);
        row.put("ratio", Math.round(ratio * 10) / 10.0);
        row.put("limit", limit);
        row.put("heapLimitMiB", heapLimitMiB);
        row.put("at", at.toString());
        return row;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%-44s %10.0f %10.0f %-10s %6.1f  %s",
                work,
                ours,
                peer,
                unit,
                ratio,
                decides ? "at least " + (int) limit + (isGoodEnough() ? "" : "  MISSED") : "");
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
                decides ? String.valueOf((int) limit) : "",
                heapLimitMiB > 0 ? heapLimitMiB + " MiB" : "");
    }
}
