package io.jenkins.lib.releasegates.audit.tlog;

import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * That an entry is one of those that a checkpoint was signed over: c2sp.org/tlog-proof.
 *
 * @param index number of the entry
 * @param path base64 of the hashes from the sibling of the leaf up to the child of the root
 * @param checkpoint whose root the path leads to
 */
public record InclusionProof(long index, List<String> path, Checkpoint checkpoint) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether the path leads from this line to the root of the checkpoint (RFC 9162, section 2.1.3.2). */
    public boolean holds(byte[] line) {
        MerkleHash hash = new MerkleHash();
        byte[] node = hash.leaf(line, 0, line.length);
        long first = index;
        long last = checkpoint.size() - 1;
        for (String base64 : path) {
            byte[] other = Base64.getDecoder().decode(base64);
            if (last == 0) {
                return false;
            }
            if ((first & 1) == 1 || first == last) {
                node = hash.node(other, node);
                while ((first & 1) == 0 && first != 0) {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                node = hash.node(node, other);
            }
            first >>= 1;
            last >>= 1;
        }
        return last == 0 && checkpoint.root().equals(new Digest(HexFormat.of().formatHex(node)));
    }

    /** The written form, as a file {@code .tlog-proof} holds it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex ")
                .append(index)
                .append('\n');
        path.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
