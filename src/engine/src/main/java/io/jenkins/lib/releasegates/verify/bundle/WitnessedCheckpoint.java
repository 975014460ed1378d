package io.jenkins.lib.releasegates.verify.bundle;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import io.jenkins.lib.releasegates.verify.log.LogSummary;
import io.jenkins.lib.releasegates.verify.log.Observations;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.Checkpoint;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.SignedNote;
import io.jenkins.lib.releasegates.verify.note.VerifierKey;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks for one checkpoint at a witness. Only one of the same size can be compared: whether one of another size belongs to the same history takes
 * the log itself.
 */
final class WitnessedCheckpoint {

    private static final long PER_FOLDER = 10_000;
    private static final int MAX_OF_ONE_SIZE = 1_000;
    private static final int DIGITS = 16;

    private final Checkpoint checkpoint;
    private final VerifierKey key;
    private final Observations observations;

    /** Of a right checkpoint and the key that signed it. */
    WitnessedCheckpoint(Checkpoint checkpoint, VerifierKey key, Observations observations) {
        this.checkpoint = checkpoint;
        this.key = key;
        this.observations = observations;
    }

    /** What the witness has of it; empty when it has nothing that is right. */
    Optional<LogSummary.Witnessed> at(Witness witness) {
        LedgerDirectory directory = new LedgerDirectory(witness.directory());
        String origin = checkpoint.log().substring(checkpoint.log().indexOf('/') + 1);
        String folder = origin + "/" + twelve(checkpoint.size() / PER_FOLDER * PER_FOLDER);
        TreeSet<String> names = new TreeSet<>();
        try {
            if (directory.kind(origin) == Kind.DIRECTORY && directory.kind(folder) == Kind.DIRECTORY) {
                directory.each(folder, name -> {
                    if (isOfThatSize(name) && names.size() < MAX_OF_ONE_SIZE) {
                        names.add(folder + "/" + name);
                    }
                });
            }
        } catch (IOException e) {
            observations.wrong(witness.name() + "/" + folder, "can't be read: " + LedgerDirectory.reason(e));
        }
        if (names.isEmpty()) {
            observations.note("Witness " + witness.name() + " has no checkpoint of " + checkpoint.size()
                    + " entries of " + checkpoint.log()
                    + ", so it says nothing about this bundle. It may not have got it"
                    + " yet when it was copied");
        }
        Optional<LogSummary.Witnessed> found = Optional.empty();
        for (String name : names) {
            if (isRight(witness, directory, name)) {
                found = modified(witness, directory, name);
            }
        }
        return found;
    }

    private boolean isOfThatSize(String name) {
        return name.matches(twelve(checkpoint.size()) + "-[0-9a-f]{" + DIGITS + "}\\.txt");
    }

    private boolean isRight(Witness witness, LedgerDirectory directory, String name) {
        String place = witness.name() + "/" + name;
        String of = "of witness " + witness.name() + ": ";
        try {
            byte[] bytes = directory.read(name, SignedNote.MAX_BYTES);
            Checkpoint other = Checkpoint.parse(bytes);
            String digest = Digest.of(bytes).hex().substring(0, DIGITS);
            if (!name.contains("-" + digest)) {
                observations.wrong(
                        place,
                        of + "found bytes whose digest begins with " + digest
                                + ", expected what the name of the file says");
            } else if (!other.log().equals(checkpoint.log()) || other.size() != checkpoint.size()) {
                observations.wrong(
                        place,
                        of + "found a checkpoint of " + other.size() + " entries of " + other.log() + ", expected "
                                + checkpoint.size() + " of " + checkpoint.log() + " as its path says");
            } else if (!other.root().equals(checkpoint.root())) {
                observations.wrong(
                        place,
                        of + "found the root " + other.root() + " for " + other.size()
                                + " entries, the bundle's checkpoint has " + checkpoint.root()
                                + ": one of the two is of another history");
            } else if (!other.signedBy(key)) {
                observations.wrong(place, of + "found no valid signature, expected one of " + key);
            } else {
                return true;
            }
        } catch (RefusedNoteException e) {
            observations.wrong(place, "of witness " + witness.name() + ", not a checkpoint: " + e.getMessage());
        } catch (IOException e) {
            observations.wrong(place, "can't be read: " + LedgerDirectory.reason(e));
        }
        return false;
    }

    private Optional<LogSummary.Witnessed> modified(Witness witness, LedgerDirectory directory, String name) {
        try {
            return Optional.of(new LogSummary.Witnessed(witness.name(), checkpoint.size(), directory.modified(name)));
        } catch (IOException e) {
            observations.wrong(witness.name() + "/" + name, "can't be read: " + LedgerDirectory.reason(e));
            return Optional.empty();
        }
    }

    private static String twelve(long number) {
        return String.format(Locale.ROOT, "%012d", number);
    }
}
