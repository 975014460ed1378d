package io.jenkins.lib.releasegates.report.duty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The page of duties as JSON, for programs; docs/separation-of-duties.md describes it. Names are only ever added. */
public final class DutiesJson {

    private DutiesJson() {}

    /** All that the page shows. */
    public static ObjectNode of(DutiesPage page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", 1).put("at", page.at().toString());
        ArrayNode people = json.putArray("people");
        page.holders().forEach(holder -> person(people.addObject(), holder));
        ArrayNode conflicts = json.putArray("conflicts");
        page.conflicts().forEach(found -> {
            ObjectNode one = conflicts.addObject().put("person", found.person());
            one.put("one", found.conflict().one().name())
                    .put("other", found.conflict().other().name())
                    .put("danger", found.conflict().danger())
                    .put("guard", found.conflict().guard())
                    .put("administers", found.administers());
            texts(one, "guardedIn", found.guarded());
            texts(one, "openIn", found.open());
        });
        ArrayNode approvers = json.putArray("approvers");
        page.approvers().forEach(known -> {
            ObjectNode one = approvers.addObject().put("environment", known.environment());
            one.put("demand", known.demand()).put("needed", known.needed()).put("tooFew", known.tooFew());
            texts(one, "people", known.people());
        });
        texts(json, "limits", page.limits());
        return json;
    }

    private static void person(ObjectNode json, DutyHolder holder) {
        json.put("person", holder.person());
        texts(json, "accounts", holder.accounts());
        ObjectNode duties = json.putObject("duties");
        holder.duties().keySet().forEach(duty -> {
            ObjectNode held = duties.putObject(duty.name()).put("everywhere", holder.holdsEverywhere(duty));
            texts(held, "in", holder.places(duty));
        });
    }

    private static void texts(ObjectNode json, String name, Collection<String> texts) {
        ArrayNode array = json.putArray(name);
        texts.forEach(array::add);
    }
}
