package io.jenkins.plugins.releasegates;

import io.jenkins.lib.releasegates.audit.Event;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerException;
import io.jenkins.lib.releasegates.audit.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a build recorded before it is judged: everything that no decision of the build stands on. */
final class RecordedEarlier {

    private RecordedEarlier() {}

    /** All evidence of the build: what it recorded, and what was read just now. */
    static Evidence with(Ledger ledger, Subject subject, Evidence now) throws LedgerException {
        List<Evidence> parts = new ArrayList<>();
        for (Digest digest : recorded(ledger.entriesOf(subject.build()))) {
            parts.add(ledger.evidence(digest)
                    .orElseThrow(() -> new LedgerException("evidence " + digest
                            + " was recorded by this build and is not kept any more; record it again")));
        }
        parts.add(now);
        return Evidence.combine(parts);
    }

    private static Iterable<Digest> recorded(List<TrailEntry> entries) {
        Map<String, Digest> byStep = new LinkedHashMap<>();
        for (TrailEntry entry : entries) {
            String step = entry.subject().path("step").asText();
            Event event = Event.of(entry).orElse(null);
            if (event instanceof Event.EvidenceRecorded evidence) {
                byStep.put(step, evidence.evidence());
            } else if (event instanceof Event.DecisionMade) {
                byStep.remove(step);
            }
        }
        return byStep.values();
    }
}
