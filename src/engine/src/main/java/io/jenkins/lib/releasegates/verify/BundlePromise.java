package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.LogSummary;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a bundle in which nothing is wrong promises, and in sentences for people what it can't. */
final class BundlePromise {

    private static final int MAX_NUMBERS = 20;

    private final String build;
    private final long entries;
    private final List<Long> notSigned;
    private final long proven;
    private final LogSummary log;
    private final VerifyOptions options;

    /**
     * With what was found.
     *
     * @param build what it is called
     * @param entries about it
     * @param proven entries in all that are proved to be covered by the checkpoint
     */
    BundlePromise(
            String build, long entries, List<Long> notSigned, long proven, LogSummary log, VerifyOptions options) {
        this.build = build;
        this.entries = entries;
        this.notSigned = notSigned;
        this.proven = proven;
        this.log = log;
        this.options = options;
    }

    /** One entry that nothing proves is enough to make all of it as weak: it may be the decision. */
    Strength strength() {
        if (log.signedUpTo() == 0 || !notSigned.isEmpty()) {
            return Strength.CHAIN;
        }
        return log.witnesses().isEmpty() ? Strength.SIGNED : Strength.WITNESSED;
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        switch (strength()) {
            case WITNESSED -> {
                words.add("Strength: witnessed. Nobody who can't also change the witness has changed anything in the "
                        + about() + ", the controller's administrators included.");
                words.addAll(witnesses());
                words.add("They are among the " + signed());
                words.add(completeness());
            }
            case SIGNED -> {
                words.add("Strength: signed. The " + about() + " are among the " + signed()
                        + " Nobody without the private key has changed anything in them.");
                words.add(completeness());
                words.add(
                        "That the owner of the key has signed another history, too, cannot be excluded: for that a witness"
                                + " has to be given. Not protected against the controller's administrators, unless the private key is"
                                + " held where they can't use it.");
            }
            default -> {
                words.add("Strength: chain. As a whole the " + about()
                        + " are only consistent in themselves, which protects against"
                        + " accidental damage: whoever made this file can have made them up.");
                words.add(why());
                words.addAll(witnesses());
                words.add(completeness());
            }
        }
        if (strength().compareTo(options.require()) < 0) {
            words.add(missing());
        }
        return words;
    }

    private String about() {
        return (entries == 1 ? "1 entry" : entries + " entries") + " about the build " + build;
    }

    private String signed() {
        return log.checkpointedUpTo()
                + " entries of the checkpoint that a given key, or one that it endorses, has signed.";
    }

    private String why() {
        if (log.checkpoints() == 0) {
            return "Nothing in this bundle is signed, so that it proves nothing against a log that was rewritten.";
        }
        String those = notSigned.isEmpty()
                ? "They are "
                : "Not signed yet: " + numbers()
                        + ". The checkpoint ends before them, so that nothing proves them; a bundle"
                        + " that is made after the next checkpoint does. The others are ";
        return those + "among the "
                + (log.signedUpTo() > 0
                        ? signed()
                        : log.checkpointedUpTo() + " entries of the checkpoint, which is signed by "
                                + log.keys().get(log.keys().size() - 1)
                                + ", a key that comes from the bundle itself: that proves nothing against someone who has"
                                + " made all of it. For that a key has to be given that is held elsewhere.");
    }

    private String numbers() {
        return notSigned.stream().limit(MAX_NUMBERS).map(String::valueOf).collect(Collectors.joining(", "))
                + (notSigned.size() > MAX_NUMBERS ? " and " + (notSigned.size() - MAX_NUMBERS) + " more" : "");
    }

    private List<String> witnesses() {
        return log.witnesses().stream()
                .map(witness -> "Witnessed by " + witness.name() + ", which has a checkpoint of the same "
                        + witness.entries() + " entries, written at "
                        + witness.at().truncatedTo(ChronoUnit.SECONDS) + " as the date of its file says.")
                .toList();
    }

    /** That nothing was left out can be told in one case alone. */
    private String completeness() {
        String more = "more entries about this build, such as one that takes a decision back";
        long covered = log.checkpointedUpTo();
        if (covered > 0 && proven == covered) {
            return "The bundle has all " + covered
                    + " entries that the checkpoint covers, so that there are none about this"
                    + " build among them that it doesn't have. That there are later ones, such as one that takes a decision"
                    + " back, cannot be excluded.";
        }
        if (covered > 0) {
            return "That there are " + more + ", among the " + (covered - proven) + " of the " + covered
                    + " entries under the checkpoint that the bundle doesn't have, or behind them, cannot be excluded: only the"
                    + " whole log tells.";
        }
        return "That there are " + more + ", cannot be excluded: only the whole log tells.";
    }

    private String missing() {
        List<String> missing = new ArrayList<>();
        if (log.signedUpTo() == 0) {
            missing.add(
                    options.keys().isEmpty()
                            ? "a key to trust, which has to be given"
                            : "a checkpoint that a given key or one that it endorses has signed");
        }
        if (!notSigned.isEmpty()) {
            missing.add("a checkpoint that covers all entries about the build");
        }
        if (options.require() == Strength.WITNESSED && log.witnesses().isEmpty()) {
            missing.add(
                    options.witnesses().isEmpty()
                            ? "a witness, which has to be given"
                            : "this checkpoint at a given witness");
        }
        return "Required was the strength " + options.require().name().toLowerCase(Locale.ROOT) + ". What is missing: "
                + String.join("; ", missing) + ".";
    }
}
