package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a decision stands right behind the evidence and the gates that it says it comes from. */
final class Records {

    /** A decision that isn't cut names no more gates than fit into its line. */
    private static final int MAX_CHARACTERS = EntryForm.MAX_BYTES;

    private final Findings findings;
    private final List<GateLine> gates = new ArrayList<>();
    private @Nullable Entry evidence;
    private long gateCount;
    private int characters;
    /** Whether entries before this one could be read, so that what is missing here is missing in truth. */
    private boolean known = true;

    Records(Findings findings) {
        this.findings = findings;
    }

    private record GateLine(String gate, String verdict, String criticality, boolean advisory) {

        static GateLine ofGate(ObjectNode body) {
            return of(body, body.path("verdict").path("kind"));
        }

        static GateLine ofDecision(JsonNode gate) {
            return of(gate, gate.path("verdict"));
        }

        private static GateLine of(JsonNode node, JsonNode verdict) {
            return new GateLine(
                    node.path("gate").asText(),
                    verdict.asText(),
                    node.path("criticality").asText(),
                    node.path("advisory").asBoolean());
        }

        boolean agrees(GateLine other) {
            return (gate.equals(other.gate) || gate.endsWith("…") || other.gate.endsWith("…"))
                    && verdict.equals(other.verdict)
                    && criticality.equals(other.criticality)
                    && advisory == other.advisory;
        }

        @Override
        public String toString() {
            return gate + " " + verdict + " " + criticality + (advisory ? " advisory" : "");
        }
    }

    /** After something that could not be read, or entries that are missing. */
    void gap() {
        forget();
        known = false;
    }

    /** What stands between this and the next entry is about something else, so that no record goes on there. */
    void apart() {
        forget();
        known = true;
    }

    /** Whether a record was begun and has no decision so far. */
    boolean isOpen() {
        return evidence != null;
    }

    void entry(String place, Entry entry) {
        switch (entry.kind()) {
            case Entry.EVIDENCE_RECORDED -> {
                abandon(place);
                known = true;
                evidence = entry.body().path("judged").asBoolean() ? entry : null;
            }
            case Entry.GATE_JUDGED -> gate(place, entry);
            case Entry.DECISION_MADE -> decision(place, entry);
            case Entry.KEY_ROTATED,
                    Entry.DECISION_REVOKED,
                    Entry.DEPLOYMENT_STARTED,
                    Entry.DEPLOYMENT_ENDED,
                    Entry.APPROVAL_ASKED,
                    Entry.APPROVAL_ANSWERED,
                    Entry.APPROVAL_ENDED,
                    Entry.APPROVAL_REMINDED,
                    Entry.WAIVER_ASKED,
                    Entry.WAIVER_ANSWERED,
                    Entry.BREAK_GLASS_ASKED,
                    Entry.BREAK_GLASS_ANSWERED,
                    Entry.BREAK_GLASS_REVIEWED,
                    Entry.INPUT_ANSWERED,
                    Entry.READINESS_ANSWERED,
                    Entry.READINESS_WITHDRAWN,
                    Entry.READINESS_CONFIRMED,
                    Entry.READINESS_FOLLOW_UP,
                    Entry.READINESS_FOLLOW_UP_DONE,
                    Entry.READINESS_CHECKED,
                    Entry.CONFIGURATION_CHANGED,
                    Entry.EVIDENCE_ERASED,
                    Entry.PERSONS_ERASED,
                    Entry.JOB_CHANGED,
                    Entry.BUILD_CHANGED -> {
                abandon(place);
                known = true;
            }
            default -> {
                abandon(place);
                known = true;
                findings.remark(Findings.Remark.UNKNOWN_KIND, place);
            }
        }
    }

    /** After all entries. */
    void end() {
        abandon("the end");
    }

    private void gate(String place, Entry entry) {
        if (evidence == null) {
            if (known) {
                findings.add(place, "found a judged gate, expected the evidence that it was judged on before it");
                known = false;
            }
            return;
        }
        checkSubject(place, entry, evidence);
        GateLine line = GateLine.ofGate(entry.body());
        gateCount++;
        characters += line.toString().length();
        if (characters <= MAX_CHARACTERS) {
            gates.add(line);
        }
    }

    private void decision(String place, Entry entry) {
        if (evidence == null) {
            if (known) {
                findings.add(place, "found a decision, expected its evidence and its gates right before it");
            }
        } else {
            checkSubject(place, entry, evidence);
            String judged = evidence.body().path("evidence").asText();
            String named = entry.body().path("evidence").asText();
            if (!judged.equals(named)) {
                findings.add(
                        place, "the decision names the evidence " + named + ", the entry of its record has " + judged);
            }
            checkGates(place, entry);
        }
        forget();
        known = true;
    }

    private void checkGates(String place, Entry entry) {
        JsonNode list = entry.body().path("gates");
        if (entry.cut() ? list.size() > gateCount : list.size() != gateCount) {
            findings.add(
                    place,
                    "the decision lists " + list.size() + " gates, " + gateCount + " stand in the entries before it");
            return;
        }
        for (int i = 0; i < Math.min(list.size(), gates.size()); i++) {
            GateLine named = GateLine.ofDecision(list.get(i));
            if (!named.agrees(gates.get(i))) {
                findings.add(
                        place,
                        "gate " + (i + 1) + " of the decision is " + named + ", its own entry says " + gates.get(i));
            }
        }
    }

    private void checkSubject(String place, Entry entry, Entry first) {
        if (!entry.subject().equals(first.subject())) {
            findings.add(
                    place,
                    "the subject is another than in the evidence of its record: found " + entry.subject()
                            + ", expected " + first.subject());
        }
    }

    private void abandon(String place) {
        if (evidence != null) {
            findings.remark(Findings.Remark.WITHOUT_DECISION, place);
        }
        forget();
    }

    private void forget() {
        evidence = null;
        gates.clear();
        gateCount = 0;
        characters = 0;
    }
}
