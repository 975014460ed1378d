package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.note.Checkpoint;
import io.jenkins.lib.releasegates.verify.note.KeyRotation;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import io.jenkins.lib.releasegates.verify.note.VerifierKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which key signs, entry by entry, and whether a given key is behind it. Trust goes from a key to those it endorses and never back, so that one
 * bit is enough to follow it. Not thread-safe.
 */
public final class Keys {

    private static final int MAX_REMEMBERED = 1_000;

    private final List<TrustedKey> given;
    private final Observations observations;
    private final Set<VerifierKey> named = new LinkedHashSet<>();
    private Optional<VerifierKey> newest = Optional.empty();
    private Optional<VerifierKey> inForce = Optional.empty();
    private boolean any;
    private boolean trusted;
    private boolean known;
    private String lastPlace = "trail";
    private long signedUpTo;

    /** With the keys that somebody brings from elsewhere. */
    public Keys(List<TrustedKey> given, Observations observations) {
        this.given = given;
        this.observations = observations;
    }

    /** The key that signs now; empty before the first rotation, and after one that can't be read. */
    public Optional<VerifierKey> inForce() {
        return inForce;
    }

    /** Whether an entry so far was to name a key. */
    boolean any() {
        return any;
    }

    /** vkeys of all that were named, each once, the newest last, at most a thousand. */
    public List<String> named() {
        return named.stream().map(VerifierKey::toString).toList();
    }

    /** Entries that the newest right checkpoint of a trusted key covers. */
    public long signedUpTo() {
        return signedUpTo;
    }

    /** A checkpoint of the key in force is right in every respect. */
    public void signed(long size) {
        if (trusted) {
            signedUpTo = Math.max(signedUpTo, size);
        }
    }

    boolean anySigned(Checkpoint checkpoint) {
        return named.stream().anyMatch(checkpoint::signedBy);
    }

    /**
     * An entry names another key.
     *
     * @param gap whether entries before it could not be read, so that the previous key isn't known
     */
    public void rotate(String place, KeyRotation rotation, String log, boolean gap) {
        boolean first = !any;
        any = true;
        lastPlace = place;
        Optional<VerifierKey> previous = inForce;
        boolean trustedBefore = trusted;
        inForce = Optional.empty();
        trusted = false;
        try {
            VerifierKey key = read(rotation.key(), log);
            boolean links = first && !gap ? isFirst(place, rotation) : follows(place, rotation, previous, gap);
            if (!rotation.possessedBy(key, log)) {
                observations.wrong(
                        place, "the signature in possession is not one of the new key " + key + " over this rotation");
            } else {
                inForce = Optional.of(key);
            }
            boolean endorsed = links && isEndorsed(place, rotation, previous, log);
            boolean isGiven = given.stream().anyMatch(one -> one.is(key));
            known |= isGiven && inForce.isPresent();
            trusted = inForce.isPresent() && (isGiven || endorsed && trustedBefore);
            remember(key);
            newest = Optional.of(key);
        } catch (RefusedNoteException e) {
            observations.wrong(place, "names a key that can't be taken: " + e.getMessage());
        }
    }

    /** After all entries and checkpoints. */
    public void end() {
        if (given.isEmpty()) {
            return;
        }
        if (!known) {
            observations.wrong(
                    "--key",
                    newest.isEmpty()
                            ? "the entries name no key, so no checkpoint is signed by a given one"
                            : "the checkpoints are signed by " + newest.get()
                                    + ", none of the given keys is that or endorses it");
        } else if (!trusted) {
            observations.wrong(
                    lastPlace,
                    "the newest key" + inForce.map(key -> " " + key).orElse("")
                            + " is not endorsed by a given one, nor by one that those endorse");
        } else if (signedUpTo == 0) {
            observations.wrong(
                    "--key", "no right checkpoint is signed by a given key or by one that it endorses, expected one");
        }
    }

    /** As the last one, wherever it stood before. */
    private void remember(VerifierKey key) {
        named.remove(key);
        named.add(key);
        if (named.size() > MAX_REMEMBERED) {
            named.remove(named.iterator().next());
        }
    }

    private static VerifierKey read(String vkey, String log) throws RefusedNoteException {
        VerifierKey key = VerifierKey.parse(vkey);
        if (!key.name().equals(log)) {
            throw new RefusedNoteException("found the name " + key.name() + ", expected that of the log, " + log);
        }
        return key;
    }

    private boolean isFirst(String place, KeyRotation rotation) {
        if (rotation.previous().isPresent() || rotation.endorsement().isPresent()) {
            observations.wrong(
                    place, "found a previous key or its endorsement, expected neither where the first key is named");
        }
        return false;
    }

    private boolean follows(String place, KeyRotation rotation, Optional<VerifierKey> previous, boolean gap) {
        if (gap || previous.isEmpty()) {
            return false;
        }
        if (!rotation.previous().equals(previous.map(VerifierKey::toString))) {
            observations.wrong(
                    place,
                    "found "
                            + rotation.previous()
                                    .map(key -> "the previous key " + key)
                                    .orElse("no previous key") + ", expected the one in force, " + previous.get());
            return false;
        }
        return true;
    }

    private boolean isEndorsed(String place, KeyRotation rotation, Optional<VerifierKey> previous, String log)
            throws RefusedNoteException {
        if (previous.isEmpty()) {
            return false;
        }
        if (rotation.endorsement().isEmpty()) {
            observations.note(place + " names a key that the one before doesn't endorse, as when that one was lost:"
                    + " whoever trusts the old key can't trust the new one for it");
            return false;
        }
        if (!rotation.endorsedBy(previous.get(), log)) {
            observations.wrong(
                    place,
                    "the signature in endorsement is not one of the previous key " + previous.get()
                            + " over this rotation");
            return false;
        }
        return true;
    }
}
