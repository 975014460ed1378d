package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.SuppressionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has changed, since an earlier run, among the rules that leave findings out of the count, and among the findings that are left out. Rules
 * are named by their ids, which the evidence of both runs explains: what they say was typed by persons.
 *
 * @param since id of the entry of that run's decision
 * @param added rules that the earlier run doesn't have, the first {@value #MAX_IDS}
 * @param addedCount all of them
 * @param removed rules that only the earlier run has, the first {@value #MAX_IDS}
 * @param removedCount all of them
 * @param hidden findings that are suppressed now and weren't, or weren't there
 * @param shown findings that were suppressed and count now
 */
public record SuppressionChange(
        String since,
        List<Digest> added,
        long addedCount,
        List<Digest> removed,
        long removedCount,
        long hidden,
        long shown) {

    /** Ids that are named on each side. */
    public static final int MAX_IDS = 50;

    public SuppressionChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /**
     * From one run to another.
     *
     * @param since id of the entry of the earlier decision
     */
    public static SuppressionChange between(Evidence earlier, String since, Evidence now) {
        SuppressionSet before = SuppressionSet.of(earlier);
        SuppressionSet after = SuppressionSet.of(now);
        Collection<Digest> added = after.without(before);
        Collection<Digest> removed = before.without(after);
        return new SuppressionChange(
                since,
                first(added),
                added.size(),
                first(removed),
                removed.size(),
                suppressed(now.identities(), earlier.identities()),
                counted(now.identities(), earlier.identities()));
    }

    private static List<Digest> first(Collection<Digest> ids) {
        return ids.stream().limit(MAX_IDS).toList();
    }

    private static long suppressed(Map<String, Brief> now, Map<String, Brief> before) {
        return now.entrySet().stream()
                .filter(one -> one.getValue().suppressed())
                .filter(one -> !Optional.ofNullable(before.get(one.getKey()))
                        .map(Brief::suppressed)
                        .orElse(false))
                .count();
    }

    private static long counted(Map<String, Brief> now, Map<String, Brief> before) {
        return now.entrySet().stream()
                .filter(one -> !one.getValue().suppressed())
                .filter(one -> Optional.ofNullable(before.get(one.getKey()))
                        .map(Brief::suppressed)
                        .orElse(false))
                .count();
    }

    /** As a person reads it. */
    public String words() {
        return isNone()
                ? "The same as in " + since
                : "Since " + since + ": rules added " + addedCount + ", removed " + removedCount
                        + "; findings newly left out of the count " + hidden + ", counted again " + shown;
    }

    /** Whether nothing is different. */
    public boolean isNone() {
        return addedCount == 0 && removedCount == 0 && hidden == 0 && shown == 0;
    }

    /** Puts it into the body of a decision, or into what is shown of one. */
    public void write(ObjectNode body) {
        ObjectNode json = body.putObject("suppressions");
        json.put("since", since);
        ids(json.putArray("added"), added);
        json.put("addedCount", addedCount);
        ids(json.putArray("removed"), removed);
        json.put("removedCount", removedCount);
        json.put("hidden", hidden);
        json.put("shown", shown);
    }

    private static void ids(ArrayNode list, List<Digest> ids) {
        ids.forEach(id -> list.add(id.toString()));
    }

    /** Of the body of a decision; throws what {@link Digest#parse} throws. */
    static Optional<SuppressionChange> read(JsonNode body) {
        JsonNode json = body.path("suppressions");
        return json.isObject()
                ? Optional.of(new SuppressionChange(
                        json.path("since").asText(),
                        ids(json.path("added")),
                        json.path("addedCount").asLong(),
                        ids(json.path("removed")),
                        json.path("removedCount").asLong(),
                        json.path("hidden").asLong(),
                        json.path("shown").asLong()))
                : Optional.empty();
    }

    private static List<Digest> ids(JsonNode list) {
        List<Digest> ids = new ArrayList<>();
        list.forEach(id -> ids.add(Digest.parse(id.asText())));
        return ids;
    }
}
