package io.jenkins.lib.releasegates.promotion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.promotion.PlanStep.Analysis;
import io.jenkins.lib.releasegates.promotion.PlanStep.Pause;
import io.jenkins.lib.releasegates.promotion.PlanStep.SetWeight;

/** The state of a promotion as JSON, for {@link PromotionReader}: {@code docs/formats/promotion-state.md}. */
final class PromotionJson {

    static final String VERSION = "release-gates/promotion-state/v1";

    private PromotionJson() {}

    static String text(Promotion promotion) {
        return tree(promotion).toPrettyString() + "\n";
    }

    static ObjectNode tree(Promotion promotion) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("turn", promotion.turn());
        json.put("phase", promotion.phase().name());
        promotion.slots().ifPresent(slots -> {
            json.put("live", slots.live());
            json.put("idle", slots.idle());
        });
        json.put("step", promotion.step());
        json.put("weight", promotion.weight());
        json.put("asked", promotion.asked());
        json.put("watched", promotion.watched());
        json.put("since", promotion.since().toString());
        promotion.due().ifPresent(due -> json.put("due", due.toString()));
        promotion.resumes().ifPresent(phase -> json.put("resumes", phase.name()));
        json.put("cause", promotion.cause().name());
        json.put("words", promotion.words());
        json.set("plan", plan(promotion.plan()));
        return json;
    }

    private static ObjectNode plan(PromotionPlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode steps = json.putArray("steps");
        for (PlanStep step : plan.steps()) {
            ObjectNode one = steps.addObject();
            if (step instanceof SetWeight to) {
                one.put("setWeight", to.percent());
            } else if (step instanceof Pause pause) {
                one.put("pause", pause.duration().map(Object::toString).orElse(""));
            } else {
                one.put("analysis", step instanceof Analysis);
            }
        }
        json.put("preAnalysis", plan.preAnalysis());
        json.put("postAnalysis", plan.postAnalysis());
        json.put("beforeExpose", plan.beforeExpose());
        json.put("bake", plan.bake().toString());
        json.put("scaleDownDelay", plan.scaleDownDelay().toString());
        json.put("inconclusive", plan.inconclusive().name());
        json.put("changedByHand", plan.changedByHand().name());
        PromotionLimits limits = plan.limits();
        json.putObject("limits")
                .put("deploy", limits.deploy().toString())
                .put("probe", limits.probe().toString())
                .put("analysis", limits.analysis().toString())
                .put("expose", limits.expose().toString())
                .put("confirm", limits.confirm().toString())
                .put("absence", limits.absence().toString())
                .put("retry", limits.retry().toString())
                .put("paused", limits.paused().toString());
        return json;
    }
}
