package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.DecisionRevoked;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the entries about a build together again to what was decided and recorded. */
final class AuditPageReader {

    private final Ledger ledger;
    private final List<TrailEntry> entries;
    private final List<AuditPage.Judgement> decisions = new ArrayList<>();
    private final List<AuditPage.Recorded> evidence = new ArrayList<>();
    private final List<EventRow> timeline = new ArrayList<>();
    private final Map<String, EventRow> revoked = new HashMap<>();
    private final List<String> faults;
    private final Map<String, GateResult> gates = new LinkedHashMap<>();
    private int gone;

    /** Whether only the beginning of the entry that is being shown is kept. */
    private boolean beginning;

    private List<Report> reports = List.of();
    private boolean unfinished;

    /** With what was wrong already when the entries were looked up. */
    AuditPageReader(Ledger ledger, List<TrailEntry> entries, List<String> faults) {
        this.ledger = ledger;
        this.entries = entries;
        this.faults = new ArrayList<>(faults);
    }

    AuditPage read(String build, Instant now) throws LedgerException {
        entries.forEach(this::line);
        for (TrailEntry entry : entries) {
            try {
                show(entry, asKept(entry));
            } catch (LedgerException | IllegalArgumentException e) {
                faults.add("Entry " + entry.id() + " can't be shown: " + e.getMessage());
            }
        }
        endUnfinished();
        return new AuditPage(
                build, timeline, decisions, evidence, new RecordChecker(ledger).check(entries, faults, gone, now));
    }

    private void line(TrailEntry entry) {
        try {
            EventRow row = EventRow.of(ledger, entry);
            if (!entry.kind().equals(Event.GateJudged.KIND)) {
                timeline.add(row);
            }
            if (Event.of(entry).orElse(null) instanceof DecisionRevoked decision) {
                revoked.put(decision.decision(), row);
            }
        } catch (LedgerException e) {
            faults.add("Entry " + entry.id() + " can't be shown: " + e.getMessage());
        }
    }

    /** Of a large entry whose details aren't kept any more its beginning, which stands in the trail itself. */
    private Optional<Event> asKept(TrailEntry entry) throws LedgerException {
        Optional<Event> full = ledger.event(entry);
        beginning = full.isEmpty() && ledger.isCut(entry);
        if (beginning) {
            gone++;
            return Event.ofBeginning(entry);
        }
        return full;
    }

    private void show(TrailEntry entry, Optional<Event> event) throws LedgerException {
        if (event.isEmpty() && Event.isKnown(entry.kind())) {
            faults.add("Entry " + entry.id() + " of kind '" + entry.kind() + "' can't be shown here.");
        } else if (event.orElse(null) instanceof Event.EvidenceRecorded recorded) {
            evidence(entry, recorded);
        } else if (event.orElse(null) instanceof Event.GateJudged judged && !beginning) {
            gates.put(judged.result().gate(), judged.result());
        } else if (event.orElse(null) instanceof Event.DecisionMade made) {
            decision(entry, made);
        }
    }

    private void evidence(TrailEntry entry, Event.EvidenceRecorded recorded) throws LedgerException {
        if (recorded.judged()) {
            endUnfinished();
            unfinished = true;
            reports = recorded.reports();
        } else if (!EventWords.isOfRunningService(recorded)) {
            evidence.add(new AuditPage.Recorded(
                    origin(entry),
                    person(entry, ledger.people(entry.seq())),
                    recorded.evidence(),
                    recorded.reports(),
                    recorded.measurements(),
                    recorded.findings(),
                    recorded.problems()));
        }
    }

    private void decision(TrailEntry entry, Event.DecisionMade made) throws LedgerException {
        People people = ledger.people(entry.seq());
        List<AuditPage.Waiver> waivers = new ArrayList<>();
        for (int i = 0; i < made.waiverRequests().size(); i++) {
            String field = "waiverRequests." + i + ".";
            waivers.add(new AuditPage.Waiver(
                    made.waiverRequests().get(i).gate(),
                    made.waiverRequests().get(i).expires(),
                    people.value(field + "owner"),
                    people.value(field + "reason"),
                    people.value(field + "ticket")));
        }
        if (gates.size() + gone < made.gates().size()
                || (!beginning && gates.size() > made.gates().size())) {
            faults.add("Decision " + entry.id() + " names " + made.gates().size() + " gates, found are " + gates.size()
                    + ".");
        }
        decisions.add(new AuditPage.Judgement(
                origin(entry),
                person(entry, people),
                made.policyName(),
                made.policyDigest(),
                made.purpose(),
                made.destination(),
                made.validUntil(),
                made.outcome(),
                made.effect(),
                made.explanation() + (beginning ? " (Only the beginning of this entry is kept.)" : ""),
                Optional.ofNullable(revoked.get(entry.id())),
                made.artifacts(),
                new AuditPage.Compared(
                        made.baselineSource(), made.baselineRecord(), made.baselineAt(), made.baselineWords()),
                made.suppressions(),
                gates(made),
                made.evidence(),
                reports,
                waivers));
        gates.clear();
        reports = List.of();
        unfinished = false;
    }

    /** Those that the decision names; where its list isn't kept to the end also those that were judged for it. */
    private List<GateResult> gates(Event.DecisionMade made) {
        Map<String, GateResult> shown = new LinkedHashMap<>();
        made.gates().forEach(gate -> shown.put(gate.gate(), gates.getOrDefault(gate.gate(), gate.withoutGrounds())));
        if (beginning) {
            gates.forEach(shown::putIfAbsent);
        }
        return List.copyOf(shown.values());
    }

    /** A power cut may leave evidence and gates of a decision that was never made; that is no fault of the record. */
    private void endUnfinished() {
        if (unfinished) {
            gates.clear();
            reports = List.of();
            unfinished = false;
        }
    }

    private static AuditPage.Origin origin(TrailEntry entry) {
        return new AuditPage.Origin(
                entry.id(),
                entry.at(),
                entry.hash(),
                entry.subject().path("jobName").asText(),
                entry.subject().path("number").asInt(),
                text(entry, "branch"),
                text(entry, "targetBranch"),
                text(entry, "revision"),
                known(entry.subject().path("origin").asText()),
                text(entry, "title"));
    }

    private static Subject.Origin known(String origin) {
        for (Subject.Origin known : Subject.Origin.values()) {
            if (known.name().equals(origin)) {
                return known;
            }
        }
        throw new IllegalArgumentException("No origin of builds: " + origin);
    }

    private static Optional<String> text(TrailEntry entry, String field) {
        return entry.subject().has(field)
                ? Optional.of(entry.subject().path(field).asText())
                : Optional.empty();
    }

    private static AuditPage.Person person(TrailEntry entry, People people) {
        String means = entry.body().at("/actor/means").asText();
        for (Actor.Means known : Actor.Means.values()) {
            if (known.name().equals(means)) {
                return new AuditPage.Person(people.actorId(), people.actorName(), known);
            }
        }
        return new AuditPage.Person(people.actorId(), people.actorName(), Actor.Means.UNKNOWN);
    }
}
