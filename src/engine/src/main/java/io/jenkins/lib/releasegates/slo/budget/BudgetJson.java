package io.jenkins.lib.releasegates.slo.budget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.JsonMembers;
import java.nio.charset.StandardCharsets;

/**
 * What came of measuring a budget as one line of canonical JSON, for keeping it as evidence and as the last known state; described in
 * docs/formats/error-budget.md.
 *
 * <p>Thread-safe.
 */
public final class BudgetJson {

    /** The longest text that is read, in UTF-16 units. */
    public static final int MAX_LENGTH = 64 << 10;

    static final int VERSION = 1;

    private BudgetJson() {}

    /** The outcome; members that were read and aren't known here are written again. */
    public static String write(KeptBudget kept) {
        ObjectNode json = tree(kept.measured());
        if (!kept.rest().isEmpty()) {
            JsonMembers.addMissing(json, BudgetReader.tree(kept.rest()));
        }
        return text(json);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UnreadableBudgetException naming the member, what was found and what is allowed, for everything else
     */
    public static KeptBudget read(String text) throws UnreadableBudgetException {
        return BudgetReader.read(text);
    }

    static String text(ObjectNode json) {
        return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
    }

    static ObjectNode tree(Measured measured) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        return measured.fold(
                known -> budget(json.put("outcome", Outcome.KNOWN.name()), known.budget()),
                open -> json.put("outcome", Outcome.INCONCLUSIVE.name())
                        .put("reason", open.reason().name())
                        .put("why", open.why()),
                errored -> json.put("outcome", Outcome.ERROR.name())
                        .put("reason", errored.reason().name())
                        .put("why", errored.why()));
    }

    /** The kinds of {@link Measured}. */
    enum Outcome {
        KNOWN,
        INCONCLUSIVE,
        ERROR
    }

    private static ObjectNode budget(ObjectNode json, ErrorBudget budget) {
        about(json.putObject("about"), budget.about());
        json.put("target", budget.target());
        json.put("sli", budget.sli());
        json.put("remaining", budget.remaining());
        budget.counts()
                .ifPresent(counts -> json.putObject("counts")
                        .put("unit", counts.unit().name())
                        .put("total", counts.total())
                        .put("bad", counts.bad())
                        .put("allowed", counts.allowed()));
        ArrayNode rates = json.putArray("burnRates");
        budget.burnRates().forEach(rate -> rate(rates.addObject(), rate));
        ArrayNode alerts = json.putArray("alerts");
        budget.alerts().forEach(alert -> alert(alerts.addObject(), alert));
        json.putObject("exhaustion")
                .put("kind", budget.exhaustion().kind().name())
                .put("in", budget.exhaustion().in().toString());
        json.putObject("coverage")
                .put("slice", budget.coverage().slice().toString())
                .put("slices", budget.coverage().slices())
                .put("gaps", budget.coverage().gaps())
                .put("withoutTraffic", budget.coverage().withoutTraffic());
        budget.incident()
                .ifPresent(incident -> json.putObject("incident")
                        .put("from", incident.from().toString())
                        .put("to", incident.to().toString())
                        .put("share", incident.share()));
        return json;
    }

    private static void about(ObjectNode json, ErrorBudget.About about) {
        json.put("service", about.name().service());
        json.put("slo", about.name().slo());
        json.put("part", about.name().part());
        json.put("definition", about.definition().toString());
        json.put("connection", about.connection());
        json.put("way", about.way().name());
        json.put("from", about.from().toString());
        json.put("at", about.at().toString());
        json.put("period", about.period().toString());
    }

    private static void rate(ObjectNode json, BurnRate rate) {
        json.put("over", rate.over().toString());
        rate.value().ifPresentOrElse(value -> json.put("value", value), () -> json.put("why", rate.why()));
    }

    private static void alert(ObjectNode json, BurnAlert alert) {
        json.put("severity", alert.severity().name());
        json.put("speed", alert.speed().name());
        json.put("factor", alert.factor());
        json.put("longWindow", alert.longWindow().toString());
        json.put("shortWindow", alert.shortWindow().toString());
        json.put("state", alert.state().name());
    }

    /** What was kept can't be understood, so nothing of it counts; the message says where and why. */
    public static final class UnreadableBudgetException extends Exception {

        private static final long serialVersionUID = 1;

        UnreadableBudgetException(String message) {
            super(message);
        }
    }
}
