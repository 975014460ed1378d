package io.jenkins.lib.releasegates.audit.index;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.SearchKey;
import io.jenkins.lib.releasegates.audit.trail.Trail;
import io.jenkins.lib.releasegates.audit.trail.TrailEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Finds what people look for in the whole ledger. It is no part of an append: it catches up with the trail when somebody searches, and whenever
 * its owner has time. Derived, as {@link EntryIndex} is.
 *
 * <p>Keys are HMACs under a secret of its own, so that nobody reads names of persons from it; {@link #forget} throws it away with that secret
 * after values of persons were erased. Thread-safe.
 */
public final class SearchIndex {

    private static final MarkedRows.Names NAMES = new MarkedRows.Names("search-rows", "search-mark");
    private static final String SECRET = "search-secret";
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = LinkedRows.KEY_BYTES;

    /** So many entries are added before a mark is written. */
    private static final int ENTRIES_PER_MARK = 20_000;

    private final Disk disk;
    private final Trail trail;
    private final Persons persons;
    private @Nullable MarkedRows rows;
    /** Where the trail ended when it caught up. */
    private TrailEnd end = TrailEnd.EMPTY;

    private @Nullable Mac mac;

    /** Nothing is read before somebody searches. */
    public SearchIndex(Disk disk, Trail trail, Persons persons) {
        this.disk = disk;
        this.trail = trail;
        this.persons = persons;
    }

    /** Knows the ids of persons that are kept. */
    public interface Persons {

        /** Ids of persons that are kept for that entry; asked for in the order of the trail. */
        List<String> of(long seq) throws IOException;

        /** Some were erased: what was read before holds no longer. */
        void forget();
    }

    /** Places with this key that stand before that entry, the newest first, at most so many. */
    public synchronized List<Place> places(SearchKey key, long before, int limit) throws IOException, LedgerException {
        MarkedRows found = caughtUp();
        try {
            return found.places(hashed(key), before, limit);
        } catch (IOException e) {
            found.rebuild();
            return found.places(hashed(key), before, limit);
        }
    }

    /** Adds what the trail has beyond it. */
    public synchronized void catchUp() throws IOException, LedgerException {
        caughtUp();
    }

    /** Makes what it holds last; does nothing where nobody has used it. */
    public synchronized void mark() throws IOException {
        if (rows != null && rows.covered() > rows.marked()) {
            rows.mark(end);
        }
    }

    /** Throws it away, to be made anew when somebody searches. */
    public synchronized void forget() throws IOException {
        rows = null;
        mac = null;
        persons.forget();
        for (String name : List.of(SECRET, NAMES.mark(), NAMES.rows())) {
            if (disk.size(EntryIndex.DIRECTORY + "/" + name).isPresent()) {
                disk.delete(EntryIndex.DIRECTORY + "/" + name);
            }
        }
        disk.forceDirectory(EntryIndex.DIRECTORY);
    }

    private MarkedRows caughtUp() throws IOException, LedgerException {
        MarkedRows found = rows;
        if (found == null) {
            mac = mac();
            found = new MarkedRows(disk, trail, NAMES, this::keys);
            if (!found.resume(IndexMark.read(disk, NAMES.mark()).orElseGet(IndexMark::start))) {
                found.resume(IndexMark.start());
            }
        }
        try {
            rows = null;
            end = found.catchUp();
            rows = found;
            if (found.covered() - found.marked() >= ENTRIES_PER_MARK) {
                found.mark(end);
            }
        } catch (IOException e) {
            // What was added in part is added anew, from the mark on.
            throw new IOException("The search index can't be brought up to date: " + e.getMessage(), e);
        }
        return found;
    }

    private void keys(List<TrailEntry> entries, List<Integer> offsets, MarkedRows.Sink sink) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            TrailEntry entry = entries.get(i);
            Place place = new Place(entry.seq(), offsets.get(i), 1);
            for (SearchKey key : SearchKey.of(entry)) {
                sink.row(hashed(key), place);
            }
            for (String person : persons.of(entry.seq())) {
                sink.row(hashed(new SearchKey(SearchKey.By.PERSON, person)), place);
            }
        }
    }

    private byte[] hashed(SearchKey key) {
        Mac hash = mac;
        if (hash == null) {
            throw new IllegalStateException("Not open");
        }
        hash.update((key.by().name() + "\0").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(hash.doFinal(key.value().getBytes(StandardCharsets.UTF_8)), KEY_BYTES);
    }

    private Mac mac() throws IOException, LedgerException {
        String file = EntryIndex.DIRECTORY + "/" + SECRET;
        byte[] secret = disk.size(file).isPresent() ? disk.read(file, 0, SECRET_BYTES + 1) : new byte[0];
        if (secret.length != SECRET_BYTES) {
            forget();
            secret = new byte[SECRET_BYTES];
            RANDOM.nextBytes(secret);
            WholeFile.place(disk, EntryIndex.DIRECTORY, SECRET, secret);
        }
        try {
            Mac made = Mac.getInstance("HmacSHA256");
            made.init(new SecretKeySpec(secret, "HmacSHA256"));
            return made;
        } catch (GeneralSecurityException e) {
            throw new LedgerException("Every JDK has HmacSHA256, this one hasn't", e);
        }
    }
}
