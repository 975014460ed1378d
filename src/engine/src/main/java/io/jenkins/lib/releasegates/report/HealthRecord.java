package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.LedgerSearch;
import io.jenkins.lib.releasegates.audit.entry.DeploymentStarted;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.lib.releasegates.health.HealthGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the record has of an environment's health; looks at so many entries and no more. */
final class HealthRecord {

    private static final int DEPLOYMENTS = 200;
    private static final int DECISIONS = 50;
    private static final int PAGES = 5;

    private final Optional<Ledger> ledger;
    private final String environment;
    private final Predicate<EventRow> visible;

    HealthRecord(Optional<Ledger> ledger, String environment, Predicate<EventRow> visible) {
        this.ledger = ledger;
        this.environment = environment;
        this.visible = visible;
    }

    /** Deployments, the newest first, and whether there are more of that time. */
    record Found(List<HealthPage.Deployed> deployments, boolean more) {}

    Found deployments(Instant since) throws LedgerException {
        List<HealthPage.Deployed> found = new ArrayList<>();
        OptionalLong before = ledger.isPresent() ? OptionalLong.of(Long.MAX_VALUE) : OptionalLong.empty();
        for (int page = 0; before.isPresent() && page < PAGES; page++) {
            LedgerSearch.Page next = ledger.orElseThrow()
                    .promotions()
                    .deployments(environment, before.getAsLong(), DEPLOYMENTS - found.size() + 1);
            for (TrailEntry entry : next.entries()) {
                if (entry.at().isBefore(since)) {
                    return new Found(found, false);
                }
                if (found.size() == DEPLOYMENTS) {
                    return new Found(found, true);
                }
                if (Event.of(entry).orElse(null) instanceof DeploymentStarted started) {
                    EventRow row = EventRow.of(ledger.orElseThrow(), entry);
                    found.add(new HealthPage.Deployed(
                            entry.at(), started.artifacts(), Optional.of(row).filter(visible)));
                }
            }
            before = next.next();
        }
        return new Found(found, before.isPresent());
    }

    List<HealthPage.Gate> gates(HealthDemand demand) throws LedgerException {
        Map<String, HealthPage.Said> said = said(demand.names());
        Set<String> advisory = demand.gates().stream()
                .filter(HealthGate::advisory)
                .map(HealthGate::name)
                .collect(Collectors.toSet());
        return demand.names().stream()
                .map(name -> new HealthPage.Gate(name, advisory.contains(name), Optional.ofNullable(said.get(name))))
                .toList();
    }

    /** Of the newest decisions that the reader may see. */
    private Map<String, HealthPage.Said> said(List<String> names) throws LedgerException {
        Map<String, HealthPage.Said> said = new HashMap<>();
        if (ledger.isEmpty()) {
            return said;
        }
        LedgerQuery query = LedgerQuery.ALL.ofEnvironment(environment).ofKind(Event.DecisionMade.KIND);
        for (TrailEntry entry :
                ledger.get().find(query, Long.MAX_VALUE, DECISIONS).entries()) {
            EventRow row = EventRow.of(ledger.get(), entry);
            if (said.size() < names.size() && visible.test(row)) {
                add(entry, row, names, said);
            }
        }
        return said;
    }

    private void add(TrailEntry entry, EventRow row, List<String> names, Map<String, HealthPage.Said> said)
            throws LedgerException {
        if (!(ledger.orElseThrow().event(entry).orElse(null) instanceof Event.DecisionMade made)) {
            return;
        }
        List<Event.DecisionMade.GateLine> news = made.gates().stream()
                .filter(gate -> names.contains(gate.gate()) && !said.containsKey(gate.gate()))
                .toList();
        Map<String, String> why = news.isEmpty() ? Map.of() : why(entry);
        news.forEach(gate ->
                said.put(gate.gate(), new HealthPage.Said(gate.verdict(), why.getOrDefault(gate.gate(), ""), row)));
    }

    /** The sentences of the gates that were judged last before that decision. */
    private Map<String, String> why(TrailEntry decision) throws LedgerException {
        Map<String, String> why = new HashMap<>();
        for (TrailEntry entry : ledger.orElseThrow().entriesOf(decision.build())) {
            if (entry.seq() < decision.seq()
                    && ledger.orElseThrow().event(entry).orElse(null) instanceof Event.GateJudged judged) {
                why.put(
                        judged.result().gate(),
                        judged.result().verdict().grounds().why());
            }
        }
        return why;
    }
}
