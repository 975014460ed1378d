package io.jenkins.lib.releasegates.audit.file;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.Journal;
import io.jenkins.lib.releasegates.audit.disk.Piece;
import io.jenkins.lib.releasegates.audit.disk.UnfitJournalException;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.index.EntryIndex;
import io.jenkins.lib.releasegates.audit.index.IndexMark;
import io.jenkins.lib.releasegates.audit.index.SearchIndex;
import io.jenkins.lib.releasegates.audit.store.Group;
import io.jenkins.lib.releasegates.audit.store.LineSink;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.SearchKey;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.trail.Segments;
import io.jenkins.lib.releasegates.audit.trail.Trail;
import io.jenkins.lib.releasegates.audit.trail.TrailEnd;
import io.jenkins.lib.releasegates.audit.trail.TrailRecovery;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** A ledger in files. The trail and the clear values of persons last by the journal as soon as they are written; the index follows when nobody waits. */
public final class FileStore implements Store {

    private static final Pattern JOURNALED =
            Pattern.compile("(" + Trail.DIRECTORY + "|" + PeopleFiles.DIRECTORY + ")/" + Segments.NAME);

    private final Disk disk;
    private final Trail trail;
    private final EntryIndex index;
    private final BlobFiles blobs;
    private final PeopleFiles people;
    private final SearchIndex search;
    private final JournaledFiles files;

    /** Files of persons are appended to, and written anew when values are erased. */
    private final ReentrantLock writing = new ReentrantLock();

    private final List<String> notices;
    private final List<String> damage;

    private FileStore(Disk disk, Trail trail, EntryIndex index, List<String> notices, List<String> damage) {
        this.disk = disk;
        this.trail = trail;
        this.index = index;
        this.blobs = new BlobFiles(disk);
        this.people = new PeopleFiles(disk);
        this.files = new JournaledFiles(disk);
        this.search = new SearchIndex(
                disk, trail, new PersonsInOrder(people, () -> trail.end().head().entries()));
        this.notices = List.copyOf(notices);
        this.damage = List.copyOf(damage);
    }

    /**
     * Opens the files of a directory that nobody else has open, and mends what a crash has left.
     *
     * @throws LedgerException when no crash leaves them so
     */
    public static FileStore open(Disk disk) throws IOException, LedgerException {
        return open(disk, false);
    }

    /** Opens them to show what is left, see {@link #damage}. */
    public static FileStore openDamaged(Disk disk) throws IOException, LedgerException {
        return open(disk, true);
    }

    private static FileStore open(Disk disk, boolean damaged) throws IOException, LedgerException {
        for (String directory : List.of(
                Trail.DIRECTORY,
                PeopleFiles.DIRECTORY,
                BlobFiles.DIRECTORY,
                EntryIndex.DIRECTORY,
                WholeFile.UNFINISHED)) {
            disk.makeDirectory(directory);
        }
        disk.forceDirectory("");
        WholeFile.sweep(disk);
        List<String> damage = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        redo(disk, damaged, notices, damage);
        Optional<IndexMark> mark = IndexMark.read(disk);
        TrailRecovery recovery = new TrailRecovery(disk);
        TrailEnd end;
        try {
            end = recovery.mend(mark.map(IndexMark::end).orElse(TrailEnd.EMPTY));
        } catch (LedgerException e) {
            if (!damaged) {
                throw e;
            }
            damage.add(String.valueOf(e.getMessage()));
            end = recovery.asFarAsThereAreLines();
        }
        // Even where the trail was left in order: values are written before it, and may have been when the power went.
        new PeopleFiles(disk).mend(end.head().entries());
        Trail trail = new Trail(disk, end, !damage.isEmpty());
        EntryIndex index = EntryIndex.open(disk, trail, mark);
        notices.addAll(recovery.notices());
        return new FileStore(disk, trail, index, notices, damage);
    }

    /** Puts into its place what a crash has left in the journal. */
    private static void redo(Disk disk, boolean damaged, List<String> notices, List<String> damage)
            throws IOException, LedgerException {
        try {
            int missing = Journal.redo(disk, name -> JOURNALED.matcher(name).matches());
            if (missing > 0) {
                notices.add("It was not closed in order; " + missing
                        + " pieces that its journal has were put into their place");
            }
        } catch (UnfitJournalException e) {
            String what = "The journal of " + disk + " doesn't fit the files beside it: " + e.getMessage()
                    + ". No crash leaves it so; where the directory was copied while it was in use, deleting the file journal opens it with what the files hold.";
            if (!damaged) {
                throw new LedgerException(what, e);
            }
            damage.add(what);
        }
    }

    @Override
    public Head head() {
        return trail.end().head();
    }

    @Override
    public Optional<String> origin() {
        return trail.end().origin();
    }

    @Override
    public void append(List<Group> groups) throws IOException {
        writing.lock();
        try {
            appendAlone(groups);
        } finally {
            writing.unlock();
        }
    }

    private void appendAlone(List<Group> groups) throws IOException {
        SortedMap<Long, SaltedValues> values = new TreeMap<>();
        List<byte[]> lines = new ArrayList<>();
        for (Group group : groups) {
            values.putAll(group.people());
            lines.addAll(group.lines());
        }
        TrailEntry last = groups.get(groups.size() - 1).last();
        Trail.Growth growth = trail.growth(lines, new Head(last.seq() + 1, last.hash()), last.origin());
        List<Piece> pieces = new ArrayList<>(people.growth(values, files));
        pieces.addAll(growth.pieces());
        files.append(pieces);
        trail.grew(growth);
        index.took(groups, growth.offsets(), trail.end());
    }

    @Override
    public void tidy() {
        index.tidy();
    }

    @Override
    public Optional<TrailEntry> entry(long seq) throws IOException, LedgerException {
        return trail.entry(seq);
    }

    @Override
    public List<TrailEntry> entries(Place place) throws IOException, LedgerException {
        return trail.entries(place.first(), place.offset(), place.count());
    }

    @Override
    public void lines(long from, long to, LineSink sink) throws IOException, LedgerException {
        trail.lines(from, to, sink);
    }

    @Override
    public List<Place> places(byte[] key, int limit) throws IOException, LedgerException {
        return index.places(key, limit);
    }

    @Override
    public List<Place> search(SearchKey key, long before, int limit) throws IOException, LedgerException {
        return search.places(key, before, limit);
    }

    @Override
    public void catchUp() throws IOException, LedgerException {
        search.catchUp();
    }

    @Override
    public List<Long> entriesOfPerson(String id) throws IOException {
        return people.entriesOf(id);
    }

    @Override
    public void erasePersons(Collection<Long> entries) throws IOException {
        writing.lock();
        try {
            files.clear();
            people.erase(entries);
        } finally {
            writing.unlock();
        }
        search.forget();
    }

    @Override
    public void erase(Digest name) throws IOException {
        blobs.erase(name);
    }

    @Override
    public People people(long seq) throws IOException {
        return people.of(seq);
    }

    @Override
    public Optional<byte[]> peopleRow(long seq) throws IOException {
        return people.row(seq);
    }

    @Override
    public void keep(Digest name, List<byte[]> parts) throws IOException {
        blobs.keep(name, parts);
    }

    @Override
    public Optional<byte[]> blob(Digest name, int limit) throws IOException, LedgerException {
        return blobs.read(name, limit);
    }

    @Override
    public void force() throws IOException {
        writing.lock();
        try {
            files.force();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void settle() {
        writing.lock();
        try {
            files.clear();
            index.mark();
            search.mark();
        } catch (IOException e) {
            // The journal is redone then, and an index brought up to date from an earlier mark.
            System.getLogger(FileStore.class.getName())
                    .log(System.Logger.Level.WARNING, disk + " can't be closed in order", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public List<String> damage() {
        return damage;
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    @Override
    public String toString() {
        return disk.toString();
    }
}
