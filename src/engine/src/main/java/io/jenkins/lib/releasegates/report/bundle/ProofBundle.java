package io.jenkins.lib.releasegates.report.bundle;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.bundle.StoredZip.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All entries about one build with the evidence they name, the clear values of persons, and what proves that they are in the log: one zip file
 * that {@code release-gates verify} checks alone and offline. The same state of the ledger gives the same bytes. How it is laid out is told in
 * docs/formats/proof-bundle.md.
 */
public final class ProofBundle {

    /** Bytes of the largest bundle; evidence is left out that doesn't fit any more. */
    public static final long MAX_BYTES = 1L << 30;

    /** Files in the largest bundle, which a zip file can count in 16 bits. */
    static final int MAX_MEMBERS = 60_000;

    private final BundleSummary summary;
    private final Collection<Member> members;

    private ProofBundle(BundleSummary summary, Collection<Member> members) {
        this.summary = summary;
        this.members = members;
    }

    /**
     * Makes it from what the ledger holds now, under its newest checkpoint. Reads all of it, so that hardly anything can go wrong while it is
     * written.
     *
     * @param build id of the build, see {@link io.jenkins.lib.releasegates.gate.Subject#build()}
     * @param persons whether clear values of persons are included that are still kept; without them the bundle proves as much
     * @return empty when there is no entry about that build
     * @throws LedgerException when an entry can't be read or isn't what was signed, or when there are too many
     */
    public static Optional<ProofBundle> of(Ledger ledger, String build, boolean persons) throws LedgerException {
        // Before the entries, of which there may be newer ones then.
        BundleContents contents = new BundleContents(ledger);
        List<TrailEntry> entries = build.isEmpty() ? List.of() : ledger.entriesOf(build);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        BundleSummary summary = contents.collect(entries, persons);
        return Optional.of(new ProofBundle(summary, contents.members()));
    }

    /** Bytes of the file. */
    public long size() {
        return StoredZip.size(members);
    }

    /** How many entries about the build it has. */
    public int entries() {
        return summary.entries().size();
    }

    /** Numbers of those entries that no checkpoint covers yet, so that nothing proves them; all of them where nothing is signed. */
    public List<Long> notSigned() {
        return summary.notSigned();
    }

    /** Whether the log signs what it holds; when not, the bundle proves nothing against a log that was rewritten. */
    public boolean signed() {
        return summary.signed().isPresent();
    }

    /** Evidence that the entries name and the bundle doesn't have: not kept any more, damaged, or too large together. */
    public int evidenceNotIncluded() {
        return summary.evidence().gone()
                + summary.evidence().damaged()
                + summary.evidence().tooMuch();
    }

    /**
     * Writes the file to a stream, which isn't closed.
     *
     * @throws IOException when it can't be written, or when evidence was erased meanwhile; what was written then is no bundle
     * @throws LedgerException when evidence was damaged meanwhile; the same holds
     */
    public void writeTo(OutputStream out) throws IOException, LedgerException {
        StoredZip.write(members, out);
    }
}
