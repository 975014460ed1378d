package io.jenkins.lib.releasegates.audit.store;

import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the entries of one ledger, the blobs that they name and the clear values of persons.
 *
 * <p>One thread appends at a time; any number reads what was acknowledged. An {@link IOException} says that the store can't be reached or
 * written, a {@link LedgerException} that what it holds isn't what was put into it.
 */
public interface Store extends Closeable {

    /** Where the trail ends: behind the last entry that was acknowledged. */
    Head head();

    /** Origin of the entries; empty when there is none yet. */
    Optional<String> origin();

    /**
     * Appends groups of entries, durable on return together with their values of persons, and then found by their {@link EntryKeys}.
     *
     * <p>After an exception nobody knows how much of it lasts; what does is a beginning of it, and a value of a person never without its entry
     * for longer than until the store is opened again. No more may be appended before that.
     *
     * @param groups numbered on from {@link #head}
     */
    void append(List<Group> groups) throws IOException;

    /** Does what an append has left to be done by whoever asks next; called when nobody waits for it, by any thread. */
    void tidy();

    /** The entry of that number; empty beyond the end. */
    Optional<TrailEntry> entry(long seq) throws IOException, LedgerException;

    /** The entries at a place. */
    List<TrailEntry> entries(Place place) throws IOException, LedgerException;

    /** Shows the bytes of these entries' lines, without line feeds, in their order; the last one excluded. */
    void lines(long from, long to, LineSink sink) throws IOException, LedgerException;

    /** Where entries with that key stand, the newest first, at most so many; found without reading the others. */
    List<Place> places(byte[] key, int limit) throws IOException, LedgerException;

    /** Where entries stand that are found by that and come before entry {@code before}, the newest first, at most so many. */
    List<Place> search(SearchKey key, long before, int limit) throws IOException, LedgerException;

    /** The clear values that are kept for an entry. */
    People people(long seq) throws IOException;

    /** The same with their salts, as it is kept: canonical JSON without a line feed; empty when nothing is. */
    Optional<byte[]> peopleRow(long seq) throws IOException;

    /** Entries that keep this id of a person, see {@link People#persons}; ascending. */
    List<Long> entriesOfPerson(String id) throws IOException;

    /** Keeps the clear values of these entries no longer, nor anything that tells them; durable on return. */
    void erasePersons(Collection<Long> entries) throws IOException;

    /**
     * Keeps a blob under its digest, durable on return; one that is there already and sound isn't written again. One that this store has kept or
     * found sound since it was opened may be taken for sound.
     *
     * @param parts its bytes, in their order
     */
    void keep(Digest name, List<byte[]> parts) throws IOException;

    /** The same with a blob in one part. */
    default void keep(Digest name, byte[] bytes) throws IOException {
        keep(name, List.of(bytes));
    }

    /**
     * The blob of that digest; empty when it isn't kept.
     *
     * @param limit bytes of the largest one that is read
     * @throws LedgerException when something else is kept under that name
     */
    Optional<byte[]> blob(Digest name, int limit) throws IOException, LedgerException;

    /** Keeps a blob no longer, durable on return; one that isn't kept is no error. */
    void erase(Digest name) throws IOException;

    /** Does what would otherwise be done when somebody asks; called when nobody waits for it. */
    void catchUp() throws IOException, LedgerException;

    /** Makes what was appended last where it belongs, so that it is found there without this class having been opened again. */
    void force() throws IOException;

    /** The same, and makes the next opening a quick one; called when nothing is being appended. */
    void settle();

    /** What was found and mended while opening, a sentence each. */
    List<String> notices();

    /** What is wrong with the trail as a whole, a sentence each; only one that was opened to see what is left has any. */
    List<String> damage();

    /** What users know it by. */
    @Override
    String toString();
}
