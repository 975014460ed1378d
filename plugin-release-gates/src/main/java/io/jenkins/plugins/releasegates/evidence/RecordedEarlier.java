package io.jenkins.plugins.releasegates.evidence;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a build recorded before it is judged. */
@Restricted(NoExternalUse.class)
public final class RecordedEarlier {

    private static final String KIND = "evidence-recorded";

    private RecordedEarlier() {}

    /**
     * All evidence of the build: what {@code recordEvidence} recorded, and what was read just now.
     *
     * @throws LedgerException when some of it can't be read any more; without it the build could look better than it is
     */
    public static Evidence with(Ledger ledger, String build, Evidence now) throws LedgerException {
        List<Evidence> parts = new ArrayList<>();
        for (TrailEntry entry : ledger.entriesOf(build)) {
            if (isUnjudged(entry)) {
                Evidence part = evidence(ledger, entry);
                if (!isOfRunningService(part)) {
                    parts.add(part);
                }
            }
        }
        parts.add(now);
        return Evidence.combine(parts);
    }

    /** What the controller itself saw of the running service was judged then and there, and is no part of what the build shows. */
    private static boolean isOfRunningService(Evidence evidence) {
        return !evidence.observed().isEmpty()
                && evidence.reports().isEmpty()
                && evidence.measurements().isEmpty()
                && evidence.problems().isEmpty();
    }

    /** Whether this is evidence that was recorded to be judged later. Its fields survive that a large entry is cut. */
    static boolean isUnjudged(TrailEntry entry) {
        return entry.kind().equals(KIND) && !entry.body().path("judged").asBoolean(false);
    }

    /** The evidence that an entry records. */
    static Evidence evidence(Ledger ledger, TrailEntry entry) throws LedgerException {
        String name = entry.body().path("evidence").asText();
        try {
            return ledger.evidence(Digest.parse(name))
                    .orElseThrow(() -> new LedgerException("the evidence of record " + entry.id()
                            + " is not kept any more; it is needed, since this build recorded it"));
        } catch (IllegalArgumentException e) {
            throw new LedgerException("record " + entry.id() + " names no evidence, but '" + name + "'", e);
        }
    }
}
