package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.entry.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check of one build's entries has found, and what it can't tell.
 *
 * @param at when they were checked
 * @param entries how many
 * @param faults what is wrong, a sentence each; empty when nothing is
 * @param evidenceKept evidence that is still there and what its name says
 * @param evidenceGone evidence that isn't kept any more
 * @param head where the trail ends now; whoever notes it elsewhere can tell later whether the trail was cut
 */
public record RecordCheck(Instant at, int entries, List<String> faults, int evidenceKept, int evidenceGone, Head head) {

    public RecordCheck {
        faults = List.copyOf(faults);
    }

    /** Whether nothing is wrong. */
    public boolean intact() {
        return faults.isEmpty();
    }

    /** The strength of the record: {@code broken} or {@code chain}. */
    public String strength() {
        return intact() ? "chain" : "broken";
    }

    /** What this strength promises and what it doesn't, a sentence each. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (!intact()) {
            words.add("Something is wrong with this record: it promises nothing.");
            words.addAll(faults);
            return words;
        }
        words.add("Each of the " + entries + " entries about this build follows from the one before it"
                + (evidenceGone == 0
                        ? ", and their evidence is what the entries say."
                        : "; evidence kept and verified: " + evidenceKept + ", not kept any more: " + evidenceGone
                                + "."));
        words.add(
                "Strength: chain. This shows accidental damage. It is not protected against this host's administrators, nor against"
                        + " anybody else who may write its files: they could write the whole chain anew.");
        words.add(
                "That the end of the trail was cut off, or the directory rolled back, cannot be excluded without a copy of its head that"
                        + " was kept elsewhere.");
        return words;
    }
}
