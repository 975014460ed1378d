package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.ReadingDisk;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.file.FileStore;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a ledger comes to be open: alone on its directory, its end mended, and not behind what was signed. */
final class LedgerOpening {

    private LedgerOpening() {}

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
            throw new LedgerException("The ledger in " + disk + " can't be opened: " + Ledger.reason(e), e);
        } finally {
            if (!opened) {
                Ledger.release(disk);
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
                    "The ledger in " + disk + " can't be signed, and so isn't opened: " + Ledger.reason(e), e);
        } finally {
            if (!signing) {
                ledger.close();
            }
        }
    }

    /** To read, without a lock and whatever is wrong with it. */
    static Ledger reading(Disk disk) throws IOException, LedgerException {
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
}
