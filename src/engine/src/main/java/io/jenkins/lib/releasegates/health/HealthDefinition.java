package io.jenkins.lib.releasegates.health;

import com.fasterxml.jackson.databind.node.ObjectNode;

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

    /** Into what an environment's rules are the digest of; nothing where there is nothing. */
    public void write(ObjectNode all) {
        put(all, "health", health);
        put(all, "objectives", objectives);
        put(all, "errorBudget", errorBudget);
        if (!objectives.isBlank()) {
            all.put("objectivesConnection", connection);
            all.put("objectivesRecorded", recorded);
        }
    }

    private static void put(ObjectNode all, String name, String text) {
        if (!text.isBlank()) {
            all.put(name, text);
        }
    }
}
