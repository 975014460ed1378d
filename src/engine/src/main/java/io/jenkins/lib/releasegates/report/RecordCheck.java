package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.witness.WitnessState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a check of one build's entries has found, and what it can't tell.
 *
 * @param at when they were checked
 * @param entries how many
 * @param last number of the last of them; -1 when there is none
 * @param faults what is wrong, a sentence each; empty when nothing is
 * @param evidenceKept evidence that is still there and what its name says
 * @param evidenceGone evidence that isn't kept any more
 * @param head where the trail ends now; whoever notes it elsewhere can tell later whether the trail was cut
 * @param signed what covers them; empty when nothing is signed here
 */
public record RecordCheck(
        Instant at,
        int entries,
        long last,
        List<String> faults,
        int evidenceKept,
        int evidenceGone,
        Head head,
        Optional<Signed> signed) {

    public RecordCheck {
        faults = List.copyOf(faults);
    }

    /**
     * The checkpoint that the entries were held against.
     *
     * @param included entries that it covers, by a proof that was made and checked now
     * @param key has signed it
     * @param witnesses how far each has got, as this host believes
     */
    public record Signed(Checkpoint checkpoint, int included, LogKey key, List<WitnessState> witnesses) {

        public Signed {
            witnesses = List.copyOf(witnesses);
        }
    }

    /** Checks these entries: that each follows from its predecessor, that what they name as evidence is it, and that the newest checkpoint covers them. */
    public static RecordCheck of(Ledger ledger, List<TrailEntry> entries, Instant now) {
        return new RecordChecker(ledger).check(entries, List.of(), 0, now);
    }

    /** How well a record is protected. */
    private enum Strength {
        BROKEN,
        CHAIN,
        SIGNED,
        WITNESSED
    }

    /** Whether nothing is wrong. */
    public boolean intact() {
        return faults.isEmpty();
    }

    /** The strength of the record: {@code broken}, {@code chain}, {@code signed} or {@code witnessed}. */
    public String strength() {
        return level().name().toLowerCase(Locale.ROOT);
    }

    private Strength level() {
        if (!intact()) {
            return Strength.BROKEN;
        }
        if (signed.isEmpty() || signed.get().included() < entries || entries == 0) {
            return Strength.CHAIN;
        }
        return witnesses().isEmpty() ? Strength.SIGNED : Strength.WITNESSED;
    }

    /** Those that have a checkpoint with the last of these entries. */
    private List<WitnessState> witnesses() {
        return signed.map(Signed::witnesses).orElse(List.of()).stream()
                .filter(witness -> witness.entries() > last)
                .toList();
    }

    /** What this strength promises and what it doesn't, a sentence each. */
    public List<String> words() {
        return words("about this build", evidenceGone > 0);
    }

    /**
     * The same.
     *
     * @param which entries these are: completes "the 7 entries ..."
     * @param counted whether it is told of how much evidence that holds, rather than of all
     */
    public List<String> words(String which, boolean counted) {
        List<String> words = new ArrayList<>();
        Strength level = level();
        if (level == Strength.BROKEN) {
            words.add("Something is wrong with this record: it promises nothing.");
            words.addAll(faults);
            return words;
        }
        words.add("Each of the " + entries + " entries " + which + " follows from the one before it"
                + (!counted
                        ? ", and their evidence is what the entries say."
                        : "; evidence kept and verified: " + evidenceKept + ", not kept any more: " + evidenceGone
                                + "."));
        signed.ifPresent(by -> words.add(by.included() + " of them are proved to be among the "
                + by.checkpoint().size() + " entries of the newest checkpoint, which the key "
                + by.key().id()
                + " has signed." + (by.included() < entries ? " The others come with the next one." : "")));
        switch (level) {
            case WITNESSED ->
                words.add("Strength: witnessed. " + named(witnesses())
                        + ", as this host says. What they hold nobody can take back who"
                        + " can't change them too, this host's administrators included: `release-gates verify --witness` with their own"
                        + " copy proves it.");
            case SIGNED ->
                words.add(
                        "Strength: signed. Nobody without the key has changed it. It is not protected against this host's"
                                + " administrators, nor against anybody else who can read the key: they could write and sign another record.");
            default ->
                words.add(
                        "Strength: chain. This shows accidental damage. It is not protected against this host's administrators, nor"
                                + " against anybody else who may write its files: they could write the whole chain anew.");
        }
        if (level != Strength.WITNESSED) {
            words.add(
                    "That the end of the trail was cut off, or the directory rolled back, cannot be excluded without a copy of its head"
                            + " or a checkpoint that was kept elsewhere.");
        }
        signed.map(Signed::witnesses).orElse(List.of()).stream()
                .filter(witness -> witness.entries() <= last)
                .forEach(late -> words.add("The witness " + late.name() + " is " + late.behind()
                        + " entries behind and doesn't have this record yet."));
        return words;
    }

    private static String named(List<WitnessState> witnesses) {
        return String.join(
                "; ",
                witnesses.stream()
                        .map(witness -> "Witnessed by " + witness.name() + " up to entry " + (witness.entries() - 1))
                        .toList());
    }
}
