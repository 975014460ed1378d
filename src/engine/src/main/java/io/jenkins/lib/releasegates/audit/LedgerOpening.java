package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.disk.DirectoryDisk;
import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.ReadingDisk;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.file.FileStore;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.audit.trail.Trail;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a ledger comes to be open: alone on its directory, its end mended, and not behind what was signed. */
final class LedgerOpening {

    private LedgerOpening() {}

    /** The file system below that directory, which is made when it is missing. */
    static Disk disk(Path directory) throws LedgerException {
        try {
            return new DirectoryDisk(directory);
        } catch (IOException e) {
            throw notOpened(directory, e);
        }
    }

    /** To write, without signing. */
    static Ledger unsigned(Disk disk, SecureRandom salts) throws LedgerException {
        boolean opened = false;
        try {
            disk.lock();
            Checkpoints checkpoints = checkpoints(disk);
            FileStore store = FileStore.open(disk);
            List<String> damage = damage(checkpoints, store);
            if (!damage.isEmpty()) {
                throw new LedgerException(damage.get(0));
            }
            opened = true;
            return new Ledger(disk, store, checkpoints, salts, damage);
        } catch (IOException e) {
            throw notOpened(disk, e);
        } finally {
            if (!opened) {
                release(disk);
            }
        }
    }

    /** To write and to sign. */
    static Ledger signed(Disk disk, SecureRandom salts, SigningKeys keys, Instant at) throws LedgerException {
        Ledger ledger = unsigned(disk, salts);
        boolean signing = false;
        try {
            ledger.sign(keys, at);
            signing = true;
            return ledger;
        } catch (IOException e) {
            throw new LedgerException(
                    "The ledger in " + disk + " can't be signed, and so isn't opened: " + LedgerException.reason(e), e);
        } finally {
            if (!signing) {
                ledger.close();
            }
        }
    }

    /** To read, without a lock and whatever is wrong with it. */
    static Ledger reading(Path directory) throws LedgerException {
        if (!Files.isDirectory(directory.resolve(Trail.DIRECTORY))) {
            throw new LedgerException(directory + " is no ledger: it has no folder '" + Trail.DIRECTORY + "'");
        }
        try {
            return reading(new DirectoryDisk(directory))
                    .shut(new LedgerException("The ledger in " + directory + " was opened for reading"));
        } catch (IOException e) {
            throw notOpened(directory, e);
        }
    }

    private static Ledger reading(Disk disk) throws IOException, LedgerException {
        ReadingDisk reading = new ReadingDisk(disk);
        // Before the trail, which may grow meanwhile.
        Checkpoints checkpoints = checkpoints(reading);
        FileStore store = FileStore.openDamaged(reading);
        List<String> damage = new ArrayList<>(store.damage());
        damage.addAll(damage(checkpoints, store));
        return new Ledger(reading, store, checkpoints, new SecureRandom(), damage);
    }

    private static Checkpoints checkpoints(Disk disk) throws IOException {
        Checkpoints checkpoints = new Checkpoints(disk);
        checkpoints.recover();
        return checkpoints;
    }

    /** Says so where checkpoints are damaged, or the trail has fewer entries than were signed. */
    private static List<String> damage(Checkpoints checkpoints, FileStore store) {
        List<String> damage = new ArrayList<>(checkpoints.damage());
        long signed = checkpoints.newest().map(Checkpoint::size).orElse(0L);
        long there = store.head().entries();
        if (signed > there) {
            damage.add("The trail is damaged and takes no more entries: a checkpoint of " + signed
                    + " entries was signed, and " + there
                    + " are there. No crash leaves it so: entries were removed,"
                    + " or a backup was put back in part.");
        }
        return damage;
    }

    private static LedgerException notOpened(Object where, IOException e) {
        return new LedgerException("The ledger in " + where + " can't be opened: " + LedgerException.reason(e), e);
    }

    /** Lets go of a directory. */
    static void release(Closeable store) {
        try {
            store.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest; what was acknowledged is on the disk already.
            System.getLogger(Ledger.class.getName()).log(System.Logger.Level.WARNING, "Can't let go of " + store, e);
        }
    }
}
