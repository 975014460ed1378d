package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.LogSummary;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a record in which nothing is wrong promises, and in sentences for people how little that is. */
final class Promise {

    private final long entries;
    private final Digest head;
    private final LogSummary log;
    private final VerifyOptions options;

    Promise(long entries, Digest head, LogSummary log, VerifyOptions options) {
        this.entries = entries;
        this.head = head;
        this.log = log;
        this.options = options;
    }

    /** The words when something is wrong. */
    static List<String> ofNothing(long findings) {
        return List.of(
                "Strength: broken. This record is not as it was written: "
                        + (findings == 1 ? "one finding is" : findings + " findings are") + " named.",
                "What is named may be an accident of the disk or the work of a person; this check can't tell which.");
    }

    Strength strength() {
        if (log.signedUpTo() == 0) {
            return Strength.CHAIN;
        }
        return log.witnesses().isEmpty() ? Strength.SIGNED : Strength.WITNESSED;
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        switch (strength()) {
            case WITNESSED -> {
                words.add("Strength: witnessed. Up to the newest checkpoint that a witness has, nobody who can't also"
                        + " change the witness has changed or removed anything, this controller's administrators"
                        + " included.");
                words.addAll(witnesses());
                words.add(signed());
                words.add(rollback());
            }
            case SIGNED -> {
                words.add("Strength: signed. " + signed()
                        + " Nobody without the private key has changed anything there.");
                words.add(rollback());
                words.add("Not protected against this controller's administrators, unless the private key is held where"
                        + " they can't use it.");
            }
            default -> {
                words.add(
                        "Strength: chain. Every entry follows from the one before it, which protects against accidental"
                                + " damage only: whoever can write to the directory can change an entry and compute the chain"
                                + " anew.");
                words.addAll(untrusted());
                words.add(rollback());
                words.add("Not protected against this controller's administrators.");
            }
        }
        if (strength().compareTo(options.require()) < 0) {
            words.add(missing());
        }
        return words;
    }

    private String signed() {
        return "Up to entry " + (log.signedUpTo() - 1)
                + " the entries are those that a given key, or one that it endorses, has signed."
                + (log.signedUpTo() < entries
                        ? " The entries from " + log.signedUpTo() + " to " + (entries - 1)
                                + " only follow from each other: that they were changed cannot be excluded."
                        : "");
    }

    private List<String> witnesses() {
        return log.witnesses().stream()
                .map(witness -> "Witnessed by " + witness.name() + " up to entry " + (witness.entries() - 1) + " at "
                        + witness.at().truncatedTo(ChronoUnit.SECONDS) + ", as the date of its file says.")
                .toList();
    }

    private List<String> untrusted() {
        List<String> words = new ArrayList<>();
        if (log.checkpoints() > 0) {
            words.add("The checkpoints up to entry " + (log.checkpointedUpTo() - 1) + " are signed by "
                    + log.keys().get(log.keys().size() - 1)
                    + ", a key that comes from the log itself: that proves nothing against someone who has rewritten all of"
                    + " it. For that a key has to be given that is held elsewhere.");
        }
        if (!log.witnesses().isEmpty()) {
            words.addAll(witnesses());
            words.add(
                    "Without a given key the witness counts for what the log itself names: that it has this history, not"
                            + " who wrote it.");
        }
        return words;
    }

    private String rollback() {
        long covered = log.witnesses().stream()
                .mapToLong(LogSummary.Witnessed::entries)
                .max()
                .orElse(0);
        if (options.head().isPresent() && options.head().get().entries() >= covered) {
            return "The first " + options.head().get().entries()
                    + " entries are those of the head that was noted elsewhere."
                    + (entries > options.head().get().entries()
                            ? " That entries behind them were cut off or changed cannot be excluded."
                            : " That entries behind them were cut off cannot be excluded.");
        }
        if (covered > 0) {
            return "That entries behind entry " + (covered - 1)
                    + " were cut off, or that the directory was put back to a state with that entry, cannot be excluded.";
        }
        return "That entries were cut off at the end, "
                + (log.signedUpTo() == entries ? "" : "that the last one was changed, ")
                + "or that the whole directory was put back to an earlier state cannot be excluded: for that a head has to be"
                + " noted or a witness kept elsewhere. The head is " + new ExpectedHead(entries, head) + ".";
    }

    private String missing() {
        List<String> missing = new ArrayList<>();
        if (log.signedUpTo() == 0) {
            missing.add(
                    options.keys().isEmpty()
                            ? "a key to trust, which has to be given"
                            : "a checkpoint that a given key or one that it endorses has signed");
        }
        if (options.require() == Strength.WITNESSED && log.witnesses().isEmpty()) {
            missing.add(
                    options.witnesses().isEmpty()
                            ? "a witness, which has to be given"
                            : "a checkpoint of this log at a given witness");
        }
        return "Required was the strength " + options.require().name().toLowerCase(Locale.ROOT) + ". What is missing: "
                + String.join("; ", missing) + ".";
    }
}
