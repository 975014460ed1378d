package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAsked;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An exception that somebody asked for, and how it stands, by the trail alone.
 *
 * @param asked the entry that asks
 * @param event what it says
 * @param answers the entries that answer, the first one first
 * @param review the entry that says what came of the review; only of broken glass
 * @param until it doesn't count from then on; empty as long as it wasn't granted
 */
public record StandingExemption(
        TrailEntry asked,
        ExemptionAsked event,
        State state,
        List<TrailEntry> answers,
        Optional<TrailEntry> review,
        Optional<Instant> until) {

    /** How an exception stands. */
    public enum State {
        /** Nobody has answered. */
        ASKED("waits for an answer"),
        /** It counts. */
        GRANTED("counts"),
        REFUSED("was refused"),
        WITHDRAWN("was withdrawn"),
        /** Its time is over, with or without an answer. */
        EXPIRED("is over");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** Completes the sentence "the waiver ...". */
        public String words() {
            return words;
        }
    }

    public StandingExemption {
        answers = List.copyOf(answers);
    }

    /** What it is known by. */
    public String id() {
        return asked.id();
    }

    /** Whether it ever counted. */
    public boolean wasGranted() {
        return until.isPresent();
    }

    /** Whether the glass was broken and nobody has said yet whether that was right. */
    public boolean lacksReview() {
        return event instanceof BreakGlassAsked && wasGranted() && review.isEmpty();
    }
}
