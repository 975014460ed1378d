package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the strength of a record means, in sentences for people; says how little that is. */
final class Promise {

    private Promise() {}

    static List<String> ofNothing(long findings) {
        return List.of(
                "Strength: broken. This record is not as it was written: "
                        + (findings == 1 ? "one finding is" : findings + " findings are") + " named.",
                "What is named may be an accident of the disk or the work of a person; this check can't tell which.");
    }

    static List<String> ofChain(long entries, Digest head, Optional<ExpectedHead> noted) {
        List<String> words = new ArrayList<>();
        words.add(
                "Strength: chain. Every entry follows from the one before it, which protects against accidental damage"
                        + " only: whoever can write to the directory can change an entry and compute the chain anew.");
        if (noted.isPresent()) {
            words.add("The first " + noted.get().entries() + " entries are those of the head that was noted elsewhere."
                    + (entries > noted.get().entries()
                            ? " That entries behind them were cut off or changed cannot be excluded."
                            : " That entries behind them were cut off cannot be excluded."));
        } else {
            words.add("That entries were cut off at the end, that the last one was changed, or that the whole directory"
                    + " was put back to an earlier state cannot be excluded: for that a head has to be noted elsewhere."
                    + " This one is " + new ExpectedHead(entries, head) + ".");
        }
        words.add("Not protected against this controller's administrators.");
        return words;
    }
}
