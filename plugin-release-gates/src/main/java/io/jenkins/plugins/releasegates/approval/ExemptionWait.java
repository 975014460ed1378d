package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.plugins.releasegates.Messages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A step that waits until somebody waives what is in the way of its files, as long as the owner lets people do so. */
final class ExemptionWait {

    private final Run<?, ?> run;
    private final String step;
    private final StepLog log;
    private final Runnable turn;

    /** @param turn told when there is something to look at */
    ExemptionWait(Run<?, ?> run, String step, StepLog log, Runnable turn) {
        this.run = run;
        this.step = step;
        this.log = log;
        this.turn = turn;
    }

    /**
     * What comes of a refusal.
     *
     * @param pending the newest decision
     * @param lacksOnlyPeople whether by now nothing is lacking but people
     * @param decided the decision that it stays with; empty while an exception is waited for
     */
    record Outcome(PendingAdmission pending, boolean lacksOnlyPeople, Optional<Event.DecisionMade> decided) {

        private static Outcome stays(PendingAdmission pending, Event.DecisionMade decision) {
            return new Outcome(pending, false, Optional.of(decision));
        }
    }

    /** The refusal stays, or exceptions are waited for, or by now nothing is lacking but people. */
    Outcome outcome(PendingAdmission refused, Environment environment, Rejudgement anew)
            throws IOException, LedgerException {
        if (!refused.lacksOnlyExemptions(environment)) {
            return Outcome.stays(refused, refused.decision());
        }
        Decision now = anew.decide();
        if (now.effect().admits() || Rejudgement.lacksOnlyPeople(now)) {
            PendingAdmission pending = anew.pending(now);
            return now.effect().admits() || !pending.waitsForPeople()
                    ? Outcome.stays(pending, pending.decision())
                    : new Outcome(pending, true, Optional.empty());
        }
        Instant deadline = refused.entry().at().plus(patience(environment));
        if (!ApprovalDesk.now().isBefore(deadline)) {
            log.say(Messages.ApprovalSeeker_NobodyWaived());
            return Outcome.stays(refused, anew.record(now));
        }
        if (!ApprovalDesk.get().isWaiting(refused.build(), step)) {
            log.say(Messages.ApprovalSeeker_WaitsForWaiver(refused.environment(), Texts.time(deadline)));
            log.link("release-waivers/", Messages.ApprovalSeeker_AskForWaiver());
        }
        wait(refused, deadline);
        return new Outcome(refused, false, Optional.empty());
    }

    private void wait(PendingAdmission refused, Instant deadline) {
        ApprovalDesk.get().wait(Waiting.forChange(run, step, refused, deadline, turn));
    }

    private static Duration patience(Environment environment) {
        return environment.approval().map(demand -> demand.terms().timeout()).orElse(Duration.ofDays(1));
    }
}
