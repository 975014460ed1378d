package io.jenkins.plugins.releasegates.evidence;

import hudson.AbortException;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a step records to be judged by itself or by a later one.
 *
 * @param id of the record
 */
public record StepEvidence(String id, Evidence evidence) {

    private static final Clock CLOCK = Clock.systemUTC();

    /**
     * What this step gathers, recorded. Safe to repeat: what it has recorded before a restart already stands, and nothing is gathered again then.
     *
     * @throws AbortException when it can't be recorded, or what was recorded can't be read any more
     */
    public static StepEvidence record(StepSurroundings at, Source source) throws IOException, InterruptedException {
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            Optional<TrailEntry> before = ledger
                    .entriesOf(BuildSubject.of(at, Optional.empty()).build())
                    .stream()
                    .filter(entry -> entry.subject().path("step").asText().equals(at.step()))
                    .filter(RecordedEarlier::isUnjudged)
                    .findFirst();
            if (before.isPresent()) {
                return new StepEvidence(before.get().id(), RecordedEarlier.evidence(ledger, before.get()));
            }
            Evidence evidence = source.gather();
            for (Problem problem : evidence.problems()) {
                at.log(problem.toString());
            }
            String id = ledger.recordEvidence(
                            evidence,
                            BuildSubject.of(at, Optional.empty()),
                            BuildActor.of(at.run()),
                            CLOCK.instant().truncatedTo(ChronoUnit.MILLIS))
                    .id();
            ReleaseAuditAction.of(at.run()).recorded();
            return new StepEvidence(id, evidence);
        } catch (LedgerException e) {
            throw new AbortException("Not recorded: " + e.getMessage());
        }
    }

    /** Where evidence comes from; asked at most once. */
    public interface Source {

        /** Gathers it, on an agent perhaps. */
        Evidence gather() throws IOException, InterruptedException;
    }
}
