package io.jenkins.lib.releasegates.analysis.metric;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.condition.AnswerCondition;
import java.time.Duration;
import java.util.Optional;

/**
 * A gate that asks a server of metrics again and again. {@link MetricGateReader} makes one of what an owner or a pipeline writes.
 *
 * @param name what people call it
 * @param connection name of the connection that is asked
 * @param query in the language of that server
 * @param range how far back each question looks; empty for the value at that instant
 * @param step between two values of a range
 * @param minSamples the fewest values of an answer that is judged; with a range, of each series in it
 * @param success what an answer has to fulfil
 * @param failure what an answer must not fulfil; there is at least one of both, unless it is about alerts
 * @param origin which ready-made question it is, in words; empty for one of its author's
 * @param alerts that no alert may be firing, in place of a question and conditions
 * @param sampling how often it is asked
 */
public record MetricGate(
        String name,
        String connection,
        String query,
        Optional<Duration> range,
        Duration step,
        int minSamples,
        Optional<AnswerCondition> success,
        Optional<AnswerCondition> failure,
        String origin,
        Optional<AlertDemand> alerts,
        Sampling sampling) {

    public MetricGate {
        if (success.isEmpty() && failure.isEmpty() && alerts.isEmpty()) {
            throw new IllegalArgumentException("Gate " + name + " has no condition: it would demand nothing");
        }
    }

    /** The demand in its author's words. */
    public String words() {
        if (alerts.isPresent()) {
            return alerts.get().words();
        }
        return success.map(condition -> condition.source()).orElse("")
                + (success.isPresent() && failure.isPresent() ? "; " : "")
                + failure.map(condition -> "never " + condition.source()).orElse("")
                + (origin.isEmpty() ? "" : " (" + origin + ")");
    }

    /** Over all that it demands: two with the same digest demand the same. */
    public Digest digest() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("gate", name);
        json.put("connection", connection);
        json.put("query", query);
        range.ifPresent(back -> json.put("range", back.toString()).put("step", step.toString()));
        json.put("minSamples", minSamples);
        success.ifPresent(condition -> json.put("successCondition", condition.source()));
        failure.ifPresent(condition -> json.put("failureCondition", condition.source()));
        if (!origin.isEmpty()) {
            json.put("origin", origin);
        }
        alerts.ifPresent(demand -> json.put("alerts", demand.words()));
        json.put("sampling", sampling.toString());
        return CanonicalJson.digest(json);
    }
}
