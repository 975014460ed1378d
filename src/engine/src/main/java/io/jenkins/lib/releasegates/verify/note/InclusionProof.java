package io.jenkins.lib.releasegates.verify.note;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * That an entry is one of those that a checkpoint covers, after <a href="https://c2sp.org/tlog-proof">tlog-proof</a> without extra data. A form;
 * whether it leads anywhere is another question.
 */
public final class InclusionProof {

    /** Bytes of the longest one. */
    public static final int MAX_BYTES = SignedNote.MAX_BYTES + 4 * 1024;

    private static final String TITLE = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";
    private static final int HASH_BYTES = 32;

    /** Trees of as many entries as can be numbered are not higher. */
    private static final int MAX_HASHES = 53;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final long index;
    private final List<byte[]> path;
    private final byte[] checkpoint;
    private final MessageDigest sha256 = Digest.sha256();

    private InclusionProof(long index, List<byte[]> path, byte[] checkpoint) {
        this.index = index;
        this.path = path;
        this.checkpoint = checkpoint;
    }

    /** Reads the written form, to the letter. */
    public static InclusionProof parse(byte[] bytes) throws RefusedNoteException {
        if (bytes.length > MAX_BYTES) {
            throw new RefusedNoteException("the proof has " + bytes.length + " bytes, allowed are " + MAX_BYTES);
        }
        // A byte becomes a character each, so that the text is as long as the bytes are.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int blank = text.indexOf("\n\n");
        String[] lines = text.substring(0, Math.max(0, blank)).split("\n", -1);
        if (lines.length < 2 || !lines[0].equals(TITLE) || !lines[1].startsWith(INDEX)) {
            throw new RefusedNoteException("found no proof, expected the lines " + TITLE
                    + " and index with the number of the entry, then hashes, an empty line and the checkpoint");
        }
        if (lines.length - 2 > MAX_HASHES) {
            throw new RefusedNoteException("found " + (lines.length - 2) + " hashes, allowed are " + MAX_HASHES);
        }
        long index = StrictText.size(lines[1].substring(INDEX.length()));
        List<byte[]> path = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(2, lines.length)) {
            byte[] hash = StrictText.base64(line, "a hash");
            if (hash.length != HASH_BYTES) {
                throw new RefusedNoteException("found a hash of " + hash.length + " bytes, expected " + HASH_BYTES);
            }
            path.add(hash);
        }
        return new InclusionProof(index, path, Arrays.copyOfRange(bytes, blank + 2, bytes.length));
    }

    /** The number that it gives the entry. */
    public long index() {
        return index;
    }

    /** Whether these are the bytes of the checkpoint in it. */
    public boolean hasCheckpoint(byte[] other) {
        return Arrays.equals(checkpoint, other);
    }

    /**
     * The root of a tree of so many entries to which the hashes lead from the entry; empty when there are more or fewer than that tree needs. Goes
     * down from the root as <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1">RFC 6962, section 2.1.1</a>, defines the path.
     */
    public Optional<byte[]> root(byte[] entry, long entries) {
        return index < entries ? root(entry, index, entries, path.size()) : Optional.empty();
    }

    private Optional<byte[]> root(byte[] entry, long at, long entries, int hashes) {
        if (entries == 1) {
            return hashes == 0 ? Optional.of(hash(LEAF, entry, new byte[0])) : Optional.empty();
        }
        if (hashes == 0) {
            return Optional.empty();
        }
        long left = Long.highestOneBit(entries - 1);
        byte[] sibling = path.get(hashes - 1);
        return at < left
                ? root(entry, at, left, hashes - 1).map(root -> hash(NODE, root, sibling))
                : root(entry, at - left, entries - left, hashes - 1).map(root -> hash(NODE, sibling, root));
    }

    private byte[] hash(byte kind, byte[] first, byte[] second) {
        sha256.update(kind);
        sha256.update(first);
        return sha256.digest(second);
    }
}
