package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Group;
import io.jenkins.lib.releasegates.audit.store.LineSink;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.SearchKey;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps a ledger as long as the process lives. Appends, reads and blobs can be made to fail, entries and blobs can be damaged. */
public final class StoreInMemory implements Store {

    private final List<Kept> acknowledged = new ArrayList<>();
    /** What an append that failed has left, for whoever opens the store again. */
    private final List<Kept> left = new ArrayList<>();

    private final Map<String, List<Place>> places = new HashMap<>();
    private final Map<Digest, byte[]> blobs = new HashMap<>();
    private int failingAppend = -1;
    private boolean failingReads;
    private boolean failingBlobs;
    private boolean unsound;

    /** An entry with all that belongs to it. */
    private record Kept(TrailEntry entry, byte[] line, SaltedValues people, boolean damaged) {}

    /** The store as it is found when it is opened again. */
    public synchronized StoreInMemory openedAgain() {
        StoreInMemory again = new StoreInMemory();
        List<Kept> all = new ArrayList<>(acknowledged);
        all.addAll(left);
        for (Kept kept : all) {
            again.acknowledged.add(kept);
            again.find(List.of(kept.entry()));
        }
        again.blobs.putAll(blobs);
        return again;
    }

    /** Lets the next append fail, behind so many of its entries; as a disk that is full in the middle. */
    public synchronized void failNextAppend(int entries) {
        failingAppend = entries;
    }

    /** Lets everything fail that reads, or lets it succeed again. */
    public synchronized void failReads(boolean fail) {
        failingReads = fail;
    }

    /** Lets no blob be kept, or lets them be kept again. */
    public synchronized void failBlobs(boolean fail) {
        failingBlobs = fail;
    }

    /** Puts something else in place of that entry. */
    public synchronized void damage(long seq) {
        Kept kept = acknowledged.get((int) seq);
        acknowledged.set((int) seq, new Kept(kept.entry(), kept.line(), kept.people(), true));
    }

    /** Puts something else in place of that blob. */
    public synchronized void damage(Digest blob) {
        blobs.put(blob, new byte[] {1, 2, 3});
    }

    @Override
    public synchronized Head head() {
        return acknowledged.isEmpty()
                ? new Head(0, Head.NONE)
                : new Head(acknowledged.size(), last().entry().hash());
    }

    @Override
    public synchronized Optional<String> origin() {
        return acknowledged.isEmpty()
                ? Optional.empty()
                : Optional.of(last().entry().origin());
    }

    private Kept last() {
        return acknowledged.get(acknowledged.size() - 1);
    }

    @Override
    public synchronized void append(List<Group> groups) throws IOException {
        if (unsound) {
            throw new IllegalStateException("An append has failed, and the store was not opened again");
        }
        List<Kept> appended = new ArrayList<>();
        for (Group group : groups) {
            for (int i = 0; i < group.entries().size(); i++) {
                TrailEntry entry = group.entries().get(i);
                if (entry.seq() != acknowledged.size() + appended.size()) {
                    throw new IllegalArgumentException("Entry " + entry.seq() + " doesn't go on behind " + head());
                }
                SaltedValues people = group.people().getOrDefault(entry.seq(), SaltedValues.NONE);
                appended.add(new Kept(entry, group.lines().get(i).clone(), people, false));
            }
        }
        if (failingAppend >= 0) {
            left.addAll(appended.subList(0, Math.min(failingAppend, appended.size())));
            unsound = true;
            throw new IOException("No space left on device");
        }
        acknowledged.addAll(appended);
        groups.forEach(group -> find(group.entries()));
    }

    @Override
    public void tidy() {
        // Nothing was left.
    }

    private void find(List<TrailEntry> group) {
        TrailEntry first = group.get(0);
        if (!first.build().isEmpty()) {
            find(EntryKeys.build(first.build()), new Place(first.seq(), 0, group.size()));
        }
        for (TrailEntry entry : group) {
            EntryKeys.of(entry).forEach(key -> find(key, new Place(entry.seq(), 0, 1)));
        }
    }

    private void find(byte[] key, Place place) {
        places.computeIfAbsent(HexFormat.of().formatHex(key), found -> new ArrayList<>())
                .add(0, place);
    }

    @Override
    public synchronized Optional<TrailEntry> entry(long seq) throws IOException, LedgerException {
        return seq < 0 || seq >= acknowledged.size()
                ? Optional.empty()
                : Optional.of(sound(seq).entry());
    }

    @Override
    public synchronized List<TrailEntry> entries(Place place) throws IOException, LedgerException {
        List<TrailEntry> entries = new ArrayList<>();
        for (long seq = place.first(); seq < place.first() + place.count(); seq++) {
            entries.add(sound(seq).entry());
        }
        return entries;
    }

    @Override
    public void lines(long from, long to, LineSink sink) throws IOException, LedgerException {
        for (long seq = from; seq < to; seq++) {
            byte[] line;
            synchronized (this) {
                line = sound(seq).line().clone();
            }
            sink.line(seq, line);
        }
    }

    private Kept sound(long seq) throws IOException, LedgerException {
        read();
        if (seq >= acknowledged.size() || acknowledged.get((int) seq).damaged()) {
            throw new LedgerException("Entry " + seq + " isn't there, or is something else");
        }
        return acknowledged.get((int) seq);
    }

    @Override
    public synchronized List<Place> places(byte[] key, int limit) throws IOException {
        read();
        return places.getOrDefault(HexFormat.of().formatHex(key), List.of()).stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Place> search(SearchKey key, long before, int limit) throws IOException {
        read();
        List<Place> found = new ArrayList<>();
        for (long seq = Math.min(before, acknowledged.size()) - 1; seq >= 0 && found.size() < limit; seq--) {
            boolean matches = key.by() == SearchKey.By.PERSON
                    ? people(seq).persons().contains(key.value())
                    : SearchKey.of(acknowledged.get((int) seq).entry()).contains(key);
            if (matches) {
                found.add(new Place(seq, 0, 1));
            }
        }
        return found;
    }

    @Override
    public void catchUp() {
        // Whoever searches looks at everything.
    }

    @Override
    public synchronized List<Long> entriesOfPerson(String id) throws IOException {
        List<Long> entries = new ArrayList<>();
        for (long seq = 0; seq < acknowledged.size(); seq++) {
            if (people(seq).persons().contains(id)) {
                entries.add(seq);
            }
        }
        return entries;
    }

    @Override
    public synchronized void erasePersons(Collection<Long> entries) {
        for (long seq : entries) {
            if (seq >= 0 && seq < acknowledged.size()) {
                Kept kept = acknowledged.get((int) seq);
                acknowledged.set((int) seq, new Kept(kept.entry(), kept.line(), SaltedValues.NONE, kept.damaged()));
            }
        }
    }

    @Override
    public synchronized void erase(Digest name) {
        blobs.remove(name);
    }

    @Override
    public synchronized Optional<byte[]> peopleRow(long seq) throws IOException {
        if (people(seq).values().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(acknowledged.get((int) seq).people().row(seq));
    }

    @Override
    public synchronized People people(long seq) throws IOException {
        read();
        Map<String, String> values = new TreeMap<>();
        if (seq >= 0 && seq < acknowledged.size()) {
            acknowledged.get((int) seq).people().values().forEach((field, salted) -> values.put(field, salted.value()));
        }
        return new People(values);
    }

    @Override
    public synchronized void keep(Digest name, List<byte[]> parts) throws IOException {
        if (failingBlobs) {
            throw new IOException("No space left on device");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        blobs.put(name, bytes.toByteArray());
    }

    @Override
    public synchronized Optional<byte[]> blob(Digest name, int limit) throws IOException, LedgerException {
        read();
        byte[] bytes = blobs.get(name);
        if (bytes == null) {
            return Optional.empty();
        }
        if (bytes.length > limit || !Digest.of(bytes).equals(name)) {
            throw new LedgerException("The blob " + name + " is something else");
        }
        return Optional.of(bytes.clone());
    }

    private void read() throws IOException {
        if (failingReads) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void force() {
        // Memory needs none.
    }

    @Override
    public void settle() {
        // Memory is quick enough.
    }

    @Override
    public List<String> notices() {
        return List.of();
    }

    @Override
    public List<String> damage() {
        return List.of();
    }

    @Override
    public void close() {
        // What it keeps goes with it.
    }

    @Override
    public String toString() {
        return "memory";
    }
}
