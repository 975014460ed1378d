package io.jenkins.plugins.releasegates.exemption;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.WaiverRules;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.approval.ApprovalDesk;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What people see of a refusal; all texts are hostile and escaped by the page. */
public final class RefusalView {

    private final Run<?, ?> run;
    private final Refusal refusal;
    private final Optional<Environment> environment;

    RefusalView(Run<?, ?> run, Refusal refusal) {
        this.run = run;
        this.refusal = refusal;
        this.environment = EnvironmentConfiguration.get().environment(refusal.environment());
    }

    private WaiverRules rules() {
        return environment.map(Environment::waivers).orElse(WaiverRules.NONE);
    }

    public String getEnvironment() {
        return refusal.environment();
    }

    /** Id of the decision. */
    public String getDecision() {
        return refusal.entry().id();
    }

    /** Tells it from others on the page. */
    public String getNumber() {
        return getDecision().substring(getDecision().indexOf('/') + 1);
    }

    public String getExplanation() {
        return refusal.decision().explanation();
    }

    /** What stands in the way. */
    public List<Gate> getGates() {
        return refusal.inTheWay().stream()
                .map(gate -> new Gate(gate, rules().mayBeWaived(gate.gate())))
                .toList();
    }

    /** Those of them that people may waive. */
    public List<Gate> getWaivable() {
        return getGates().stream().filter(Gate::isWaivable).toList();
    }

    /** Whether the one who looks may ask for a waiver. */
    public boolean isMayAsk() {
        return !getWaivable().isEmpty()
                && !ReleaseGates.actor().id().isEmpty()
                && (run.getParent().hasPermission(Item.BUILD) || ReleaseGates.may(run, ReleaseGates.WAIVE));
    }

    /** Whether the one who looks may declare an emergency. */
    public boolean isMayBreakGlass() {
        return rules().breakGlass().isPresent()
                && !refusal.decision().artifacts().isEmpty()
                && !ReleaseGates.actor().id().isEmpty()
                && ReleaseGates.may(run, ReleaseGates.BREAK_GLASS);
    }

    /** Today, where the environment is. */
    public String getFirstDay() {
        return day(ApprovalDesk.now());
    }

    /** The last day that a waiver may count. */
    public String getLastDay() {
        return day(ApprovalDesk.now().plus(rules().longest()));
    }

    private String day(Instant at) {
        ZoneId zone = environment.map(found -> found.times().zone()).orElse(ZoneId.of("UTC"));
        return at.atZone(zone).toLocalDate().toString();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("environment", getEnvironment()).put("decision", getDecision()).put("explanation", getExplanation());
        ArrayNode gates = json.putArray("gates");
        getGates()
                .forEach(gate -> gates.addObject()
                        .put("gate", gate.getGate())
                        .put("verdict", gate.getVerdict())
                        .put("why", gate.getWhy())
                        .put("waivable", gate.isWaivable()));
        return json.put("mayAsk", isMayAsk())
                .put("mayBreakGlass", isMayBreakGlass())
                .put("lastDay", getLastDay());
    }

    /** A gate that stands in the way. */
    public static final class Gate {

        private final GateResult result;
        private final boolean waivable;

        Gate(GateResult result, boolean waivable) {
            this.result = result;
            this.waivable = waivable;
        }

        public String getGate() {
            return result.gate();
        }

        public String getVerdict() {
            return result.verdict().kind().name();
        }

        /** What each criterion says that isn't met. */
        public String getWhy() {
            StringBuilder why = new StringBuilder();
            for (Verdict criterion : result.criteria()) {
                if (!criterion.kind().admits()) {
                    why.append(why.isEmpty() ? "" : " ")
                            .append(criterion.grounds().why());
                }
            }
            return why.toString();
        }

        public boolean isWaivable() {
            return waivable;
        }
    }
}
