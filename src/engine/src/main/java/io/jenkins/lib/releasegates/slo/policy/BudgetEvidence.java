package io.jenkins.lib.releasegates.slo.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import java.nio.charset.StandardCharsets;

/**
 * Why a budget led to a verdict, as one line of canonical JSON, for keeping beside the record; described in docs/formats/error-budget.md. What was
 * measured is a text in it, with the bytes that the verdict's evidence is the digest of.
 */
public final class BudgetEvidence {

    private static final int VERSION = 1;

    private BudgetEvidence() {}

    /** The question, the policy and the decision that was made by it. */
    public static String write(ErrorBudgetPolicy policy, BudgetQuestion question, BudgetDecision decision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("objective", decision.objective().toString());
        json.put("at", question.now().toString());
        json.putObject("policy")
                .put("name", policy.name())
                .put("digest", policy.digest().toString());
        json.put("admission", decision.admission().name());
        json.put("verdict", decision.verdict().kind().name());
        json.put("why", decision.verdict().grounds().why());
        decision.rule().ifPresent(rule -> json.put("rule", rule));
        decision.asks().ifPresent(asks -> json.put("asks", asks));
        decision.lastKnownAge().ifPresent(age -> json.put("lastKnownAge", age.toString()));
        change(json.putObject("change"), question.change());
        ObjectNode answers = json.putObject("answers");
        question.answers().approval().ifPresent(id -> answers.put("approval", id));
        question.answers().exception().ifPresent(id -> answers.put("exception", id));
        question.answers().postmortem().ifPresent(link -> answers.put("postmortem", link));
        json.put("measured", BudgetJson.write(question.measured()));
        if (decision.lastKnownAge().isPresent()) {
            json.put("lastKnown", BudgetJson.write(decision.basis()));
        }
        return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
    }

    private static void change(ObjectNode json, ClaimedChange change) {
        json.put("class", change.changeClass());
        ArrayNode facts = json.putArray("facts");
        for (ChangeFact fact : change.facts()) {
            ObjectNode one = facts.addObject()
                    .put("kind", fact.kind().name())
                    .put("provenance", fact.provenance().id());
            ArrayNode values = one.putArray("values");
            fact.values().forEach(values::add);
        }
    }
}
