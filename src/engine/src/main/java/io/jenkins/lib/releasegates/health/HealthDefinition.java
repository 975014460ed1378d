package io.jenkins.lib.releasegates.health;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an owner wrote about the health of a service, not looked at yet; {@link HealthReading} does.
 *
 * @param health the text of a file of kind ServiceHealth (docs/formats/service-health.md); empty for none
 * @param objectives the text of OpenSLO or Sloth files, as one; empty for none
 * @param connection name of the connection that measures them
 * @param recorded whether what Sloth's recording rules have left is read, in place of asking the queries of the objectives
 * @param errorBudget the text of an error-budget policy; empty for none
 */
public record HealthDefinition(
        String health, String objectives, String connection, boolean recorded, String errorBudget) {

    /** Nothing is asked. */
    public static final HealthDefinition NONE = new HealthDefinition("", "", "", false, "");

    /** All that is there, by the names of fields: what an environment's rules are the digest of. */
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        put(fields, "health", health);
        put(fields, "objectives", objectives);
        put(fields, "errorBudget", errorBudget);
        if (!objectives.isBlank()) {
            fields.put("objectivesConnection", connection);
            fields.put("objectivesRecorded", String.valueOf(recorded));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String text) {
        if (!text.isBlank()) {
            fields.put(name, text);
        }
    }
}
