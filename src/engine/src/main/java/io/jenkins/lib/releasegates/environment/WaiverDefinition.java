package io.jenkins.lib.releasegates.environment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What an owner wrote down about exceptions, not looked at yet.
 *
 * @param gates patterns of names of gates that people may waive; none: nothing can be waived
 * @param longest how long a waiver counts at most, such as 7d; empty for seven days
 * @param breakGlass how long an emergency lasts that two people have declared, such as 4h; empty: nobody can break the glass
 */
public record WaiverDefinition(List<String> gates, String longest, String breakGlass) {

    /** Nothing can be waived, and nobody can break the glass. */
    public static final WaiverDefinition NONE = new WaiverDefinition(List.of(), "", "");

    public WaiverDefinition {
        gates = List.copyOf(gates);
    }

    /** Nothing where there is nothing, so that an environment without exceptions keeps the digest that it had before there were any. */
    void write(ObjectNode all) {
        if (gates.isEmpty() && breakGlass.isEmpty()) {
            return;
        }
        ObjectNode json = all.putObject("waivers");
        ArrayNode list = json.putArray("gates");
        gates.forEach(list::add);
        json.put("longest", longest).put("breakGlass", breakGlass);
    }
}
