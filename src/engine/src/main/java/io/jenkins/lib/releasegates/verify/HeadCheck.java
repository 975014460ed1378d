package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Optional;

/** Holds the trail against a head that somebody noted outside. */
final class HeadCheck {

    private final ExpectedHead noted;
    private boolean found;
    private Optional<String> otherPlace = Optional.empty();
    private Optional<Digest> other = Optional.empty();

    HeadCheck(ExpectedHead noted) {
        this.noted = noted;
    }

    void entry(String place, Entry entry) {
        if (entry.seq() == noted.entries() - 1) {
            if (entry.hash().equals(noted.last())) {
                found = true;
            } else {
                otherPlace = Optional.of(place);
                other = Optional.of(entry.hash());
            }
        }
    }

    /** At the end of the trail, which would go on with entry {@code next}. */
    void end(long next, Findings findings) {
        if (noted.entries() == 0) {
            if (!noted.last().hex().equals("0".repeat(64))) {
                findings.add("--head", "a head of 0 entries has a hash of 64 zeros, expected was " + noted.last());
            }
        } else if (other.isPresent() && !found) {
            findings.add(
                    otherPlace.orElse(""),
                    "rewritten: entry " + (noted.entries() - 1) + " has the hash " + other.get()
                            + ", the head that was noted has " + noted.last());
        } else if (!found && next < noted.entries()) {
            findings.add(
                    "trail",
                    "cut: found " + next + " entries, expected at least " + noted.entries()
                            + " as the head that was noted says");
        } else if (!found) {
            findings.add(
                    "trail",
                    "entry " + (noted.entries() - 1) + " of the head that was noted, " + noted.last()
                            + ", could not be found among the entries");
        }
    }
}
