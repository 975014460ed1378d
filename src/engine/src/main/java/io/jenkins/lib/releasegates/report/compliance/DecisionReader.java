package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Decided;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Gate;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a decision with its gates, which stand right before it, and looks whether its evidence is there. */
final class DecisionReader {

    /** Evidence that is read again for one report, in bytes as stored. */
    private static final long EVIDENCE_BYTES = 256L << 20;

    private static final int MAX_TEXT = 300;

    private final LedgerLook look;
    private final Map<String, Kept> evidence = new HashMap<>();
    private long room = EVIDENCE_BYTES;

    DecisionReader(LedgerLook look) {
        this.look = look;
    }

    /**
     * A decision that was read.
     *
     * @param body all that its entry tells
     * @param entries of its record, those that can be read
     */
    record Read(TrailEntry entry, ObjectNode body, Decided decided, Kept evidence, List<TrailEntry> entries) {}

    /** The decision of that id; empty where there is none, or where it can't be read in full. */
    Optional<Read> read(String id) {
        Optional<TrailEntry> entry = look.entry(id).filter(made -> made.kind().equals(Event.DecisionMade.KIND));
        Optional<ObjectNode> body = entry.flatMap(look::body);
        return body.map(full -> read(entry.orElseThrow(), full));
    }

    private Read read(TrailEntry entry, ObjectNode body) {
        List<TrailEntry> entries = new ArrayList<>();
        List<Gate> gates = new ArrayList<>();
        JsonNode lines = body.path("gates");
        for (int i = 0; i < lines.size(); i++) {
            gates.add(gate(entry, lines.get(i), entry.seq() - lines.size() + i, entries));
        }
        Optional<TrailEntry> recorded = of(entry, entry.seq() - lines.size() - 1, Event.EvidenceRecorded.KIND);
        entries.add(entry);
        JsonNode subject = entry.subject();
        Decided decided = new Decided(
                entry.id(),
                entry.at(),
                subject.path("jobName").asText(),
                entry.build(),
                subject.path("number").asInt(),
                subject.path("origin").asText(),
                look.who(entry),
                body.path("outcome").asText(),
                body.at("/effect/admits").asBoolean(false),
                cut(body.path("explanation").asText()),
                LedgerLook.instant(body, "validUntil"),
                body.at("/policy/name").asText(),
                body.at("/policy/digest").asText(),
                body.at("/environment/rules").asText(),
                gates);
        return new Read(
                entry, body, decided, evidence(recorded, body.path("evidence").asText()), entries);
    }

    /** An entry of the record of that decision. */
    private Optional<TrailEntry> of(TrailEntry decision, long seq, String kind) {
        return look.entry(seq)
                .filter(entry -> entry.kind().equals(kind) && entry.build().equals(decision.build()));
    }

    private Gate gate(TrailEntry decision, JsonNode line, long seq, List<TrailEntry> entries) {
        String name = line.path("gate").asText();
        String verdict = line.path("verdict").asText();
        boolean advisory = line.path("advisory").asBoolean(false);
        Optional<TrailEntry> entry = of(decision, seq, Event.GateJudged.KIND);
        Optional<ObjectNode> body = entry.flatMap(look::body);
        entry.ifPresent(entries::add);
        if (body.isEmpty()) {
            return new Gate(name, verdict, advisory, Optional.empty(), Optional.empty(), "", false);
        }
        JsonNode judged = body.get().path("verdict");
        if (!body.get().path("gate").asText().equals(name)
                || !judged.path("kind").asText().equals(verdict)) {
            look.fault("Decision " + decision.id() + " says " + verdict + " of gate " + name + ", and entry "
                    + entry.orElseThrow().id() + " says " + judged.path("kind").asText() + " of gate "
                    + body.get().path("gate").asText() + ".");
            return new Gate(name, verdict, advisory, Optional.empty(), Optional.empty(), "", false);
        }
        return new Gate(
                name,
                verdict,
                advisory,
                weakest(body.get()),
                waiver(body.get()),
                cut(judged.path("why").asText()),
                true);
    }

    /** The weakest of all that the gate saw; a word that isn't known here is weaker than any. */
    private static Optional<String> weakest(JsonNode gate) {
        Optional<Provenance> weakest = Optional.empty();
        List<JsonNode> verdicts = new ArrayList<>();
        gate.path("criteria").forEach(verdicts::add);
        verdicts.add(gate.path("verdict"));
        for (JsonNode verdict : verdicts) {
            String word = verdict.path("provenance").asText("");
            if (word.isEmpty()) {
                continue;
            }
            try {
                Provenance one = Provenance.valueOf(word.toUpperCase(Locale.ROOT));
                weakest = weakest.filter(least -> one.meets(least)).or(() -> Optional.of(one));
            } catch (IllegalArgumentException e) {
                return Optional.of(word);
            }
        }
        return weakest.map(Provenance::id);
    }

    private static Optional<String> waiver(JsonNode gate) {
        Optional<String> waiver = LedgerLook.text(gate.path("verdict"), "waiver");
        for (JsonNode criterion : gate.path("criteria")) {
            waiver = waiver.or(() -> LedgerLook.text(criterion, "waiver"));
        }
        return waiver;
    }

    private Kept evidence(Optional<TrailEntry> recorded, String name) {
        if (recorded.isEmpty()
                || !recorded.get().body().path("evidence").asText().equals(name)) {
            return Kept.UNKNOWN;
        }
        return evidence.computeIfAbsent(
                name,
                digest -> look(digest, recorded.get().body().path("storedBytes").asLong()));
    }

    private Kept look(String name, long bytes) {
        if (bytes > room) {
            return Kept.NOT_LOOKED_AT;
        }
        room -= bytes;
        try {
            return look.ledger().originals().blob(Digest.parse(name)).isPresent() ? Kept.KEPT : Kept.GONE;
        } catch (LedgerException | IllegalArgumentException e) {
            look.fault(String.valueOf(e.getMessage()));
            return Kept.DAMAGED;
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT - 1) + "…" : text;
    }
}
