package io.jenkins.lib.releasegates.report.bundle;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.Originals;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.report.bundle.StoredZip.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what belongs into the bundle of one build, all under one checkpoint. Small things are kept in memory, evidence is read again. */
final class BundleContents {

    /** Itself, its proof and its row of persons. */
    private static final int MEMBERS_PER_ENTRY = 3;

    private final Originals originals;
    private final Optional<BundleSummary.Signed> signed;
    private final SortedMap<String, Member> members = new TreeMap<>();
    private final List<Long> notSigned = new ArrayList<>();
    private int rows;

    BundleContents(Ledger ledger) throws LedgerException {
        this.originals = ledger.originals();
        this.signed = signed(ledger);
    }

    private Optional<BundleSummary.Signed> signed(Ledger ledger) throws LedgerException {
        Optional<Checkpoint> checkpoint = ledger.checkpoint();
        if (checkpoint.isEmpty()) {
            return Optional.empty();
        }
        Optional<LogKey> key = originals.key(checkpoint.get().size());
        if (key.isEmpty() || !checkpoint.get().note().isSignedBy(key.get())) {
            throw new LedgerException(
                    "The newest checkpoint, of " + checkpoint.get().size()
                            + " entries, isn't signed by the key that the trail names for it ("
                            + key.map(LogKey::vkey).orElse("none")
                            + "), so that it proves nothing; `release-gates verify` lists all that is wrong");
        }
        return Optional.of(new BundleSummary.Signed(checkpoint.get(), key.get()));
    }

    /** Takes these entries up, and what belongs to them. */
    BundleSummary collect(List<TrailEntry> entries, boolean persons) throws LedgerException {
        if (entries.size() > ProofBundle.MAX_MEMBERS / MEMBERS_PER_ENTRY) {
            throw tooMany(entries);
        }
        if (signed.isPresent()) {
            Checkpoint checkpoint = signed.get().checkpoint();
            text("checkpoint", checkpoint.toString());
            text("key.pem", signed.get().key().pem());
            text("key.vkey", signed.get().key().vkey() + "\n");
            for (long seq : originals.rotations(checkpoint.size())) {
                entry(seq);
            }
        }
        for (TrailEntry entry : entries) {
            entry(entry.seq());
            if (persons) {
                people(entry.seq());
            }
        }
        BundleSummary.EvidenceCount evidence = evidence(entries);
        BundleSummary summary =
                new BundleSummary(entries, notSigned, signed, evidence, persons ? Optional.of(rows) : Optional.empty());
        text(BundleReadme.NAME, new BundleReadme(summary).text());
        if (members.size() > ProofBundle.MAX_MEMBERS || StoredZip.size(members.values()) > ProofBundle.MAX_BYTES) {
            throw tooMany(entries);
        }
        return summary;
    }

    /** In the order in which they are written. */
    Collection<Member> members() {
        return members.values();
    }

    private static LedgerException tooMany(List<TrailEntry> entries) {
        return new LedgerException("There are too many entries about the build "
                + entries.get(0).build() + " for a bundle: " + entries.size());
    }

    private void entry(long seq) throws LedgerException {
        byte[] line = originals.line(seq).orElseThrow(() -> new LedgerException("Entry " + seq + " isn't there"));
        add("entries/" + seq + ".json", line);
        if (signed.isPresent() && seq < signed.get().checkpoint().size()) {
            text(
                    "proofs/" + seq + ".tlog-proof",
                    originals.prove(seq, signed.get().checkpoint()).toString());
        } else {
            notSigned.add(seq);
        }
    }

    private void people(long seq) throws LedgerException {
        Optional<byte[]> row = originals.people(seq);
        if (row.isPresent()) {
            add("people/" + seq + ".json", row.get());
            rows++;
        }
    }

    private static TreeSet<Digest> named(List<TrailEntry> entries) throws LedgerException {
        TreeSet<Digest> names = new TreeSet<>();
        for (TrailEntry entry : entries) {
            try {
                if (entry.kind().equals(Event.EvidenceRecorded.KIND)) {
                    names.add(Digest.parse(entry.body().path("evidence").asText()));
                }
                if (entry.body().has(EntryLine.CUT)) {
                    names.add(Digest.parse(entry.body().path(EntryLine.CUT).asText()));
                }
            } catch (IllegalArgumentException e) {
                throw new LedgerException(
                        "Entry " + entry.id() + " names no evidence that can be there: " + e.getMessage()
                                + "; `release-gates verify` lists all that is wrong",
                        e);
            }
        }
        return names;
    }

    private BundleSummary.EvidenceCount evidence(List<TrailEntry> entries) throws LedgerException {
        TreeSet<Digest> names = named(entries);
        int included = 0;
        int gone = 0;
        int damaged = 0;
        int tooMuch = 0;
        // With room for the text that says what was included.
        long room = ProofBundle.MAX_BYTES - StoredZip.size(members.values()) - BundleReadme.MAX_BYTES;
        for (Digest name : names) {
            try {
                Optional<byte[]> blob = originals.blob(name);
                if (blob.isEmpty()) {
                    gone++;
                    continue;
                }
                Member member =
                        Member.of("evidence/" + name.hex() + ".json.gz", blob.get(), () -> again(originals, name));
                if (member.cost() > room || members.size() >= ProofBundle.MAX_MEMBERS - 1) {
                    tooMuch++;
                } else {
                    room -= member.cost();
                    members.put(member.name(), member);
                    included++;
                }
            } catch (LedgerException e) {
                damaged++;
            }
        }
        return new BundleSummary.EvidenceCount(included, gone, damaged, tooMuch);
    }

    private static byte[] again(Originals originals, Digest name) throws IOException, LedgerException {
        return originals
                .blob(name)
                .orElseThrow(
                        () -> new IOException("The evidence " + name + " was erased while the bundle was written"));
    }

    private void text(String name, String text) {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String name, byte[] bytes) {
        members.put(name, Member.of(name, bytes));
    }
}
