package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something was said or seen about one item of one service's checklist. As JSON for the record: {@link ReadinessEventJson}. */
public sealed interface ReadinessEvent {

    /** Which, when, about what. */
    Head head();

    /** The answer for this kind of event. */
    <T> T fold(Cases<T> cases);

    /** One answer per kind. */
    interface Cases<T> {
        T answered(Answered event);

        T withdrawn(Withdrawn event);

        T notApplicableConfirmed(NotApplicableConfirmed event);

        T followUpOpened(FollowUpOpened event);

        T followUpDone(FollowUpDone event);

        T checked(Checked event);
    }

    /**
     * What all events have.
     *
     * @param id of its entry in the record
     * @param itemDigest of the item as it was shown
     */
    record Head(String id, String service, String checklist, String item, Digest itemDigest, Instant at) {}

    /** What a person says. */
    enum Answer {
        YES,
        NO,
        /** Counts once a second person has confirmed it. */
        NOT_APPLICABLE
    }

    /**
     * Somebody answered.
     *
     * @param expires when the answer ends, where that is before the item says
     */
    record Answered(
            Head head, Voice by, Answer answer, Typed reason, List<GivenEvidence> evidence, Optional<Instant> expires)
            implements ReadinessEvent {

        /** The most pieces of evidence. */
        public static final int MAX_EVIDENCE = 20;

        public Answered {
            evidence = List.copyOf(evidence);
            requireFew(evidence);
        }

        static void requireFew(List<GivenEvidence> evidence) {
            if (evidence.size() > MAX_EVIDENCE) {
                throw new IllegalArgumentException(
                        "At most " + MAX_EVIDENCE + " pieces of evidence, found " + evidence.size());
            }
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.answered(this);
        }
    }

    /**
     * Something that was said is taken back.
     *
     * @param statement id of the answer, follow-up or confirmation
     */
    record Withdrawn(Head head, Voice by, String statement, Typed reason) implements ReadinessEvent {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.withdrawn(this);
        }
    }

    /**
     * A second person agrees that an item doesn't apply.
     *
     * @param statement id of the answer that says so
     */
    record NotApplicableConfirmed(Head head, Voice by, String statement, Typed reason) implements ReadinessEvent {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notApplicableConfirmed(this);
        }
    }

    /**
     * No, but accepted until a day.
     *
     * @param owner account of who will do it
     * @param due it isn't accepted from then on
     */
    record FollowUpOpened(Head head, Voice by, Typed reason, Typed owner, Instant due) implements ReadinessEvent {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.followUpOpened(this);
        }
    }

    /**
     * What was to follow is done; counts as a yes of who says so, with what that needs.
     *
     * @param statement id of the follow-up
     */
    record FollowUpDone(Head head, Voice by, String statement, Typed reason, List<GivenEvidence> evidence)
            implements ReadinessEvent {

        public FollowUpDone {
            evidence = List.copyOf(evidence);
            Answered.requireFew(evidence);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.followUpDone(this);
        }
    }

    /** An item answered itself. Shown later; only the check of today decides. */
    record Checked(Head head, Verdict.Kind verdict) implements ReadinessEvent {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.checked(this);
        }
    }
}
