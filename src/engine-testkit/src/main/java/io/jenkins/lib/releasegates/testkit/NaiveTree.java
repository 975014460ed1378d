package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.digest.Digest;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The Merkle tree hash as RFC 6962, section 2.1, defines it, without any thought of speed: an oracle. */
public final class NaiveTree {

    private NaiveTree() {}

    /** MTH of these entries. */
    public static Digest root(List<byte[]> entries) {
        return new Digest(HexFormat.of().formatHex(hash(entries)));
    }

    private static byte[] hash(List<byte[]> entries) {
        MessageDigest sha256 = Digest.sha256();
        int count = entries.size();
        if (count == 1) {
            sha256.update((byte) 0);
            sha256.update(entries.get(0));
        } else if (count > 1) {
            int split = Integer.highestOneBit(count - 1);
            byte[] left = hash(entries.subList(0, split));
            byte[] right = hash(entries.subList(split, count));
            sha256.update((byte) 1);
            sha256.update(left);
            sha256.update(right);
        }
        return sha256.digest();
    }

    /** Whether that path leads from the entry at that index to the root of a tree of that size: RFC 9162, section 2.1.3.2. */
    public static boolean includes(byte[] entry, long index, long size, List<byte[]> path, Digest root) {
        byte[] hash = hash(List.of(entry));
        long first = index;
        long last = size - 1;
        for (byte[] other : path) {
            if (last == 0) {
                return false;
            }
            MessageDigest sha256 = Digest.sha256();
            sha256.update((byte) 1);
            if ((first & 1) == 1 || first == last) {
                sha256.update(other);
                sha256.update(hash);
                while ((first & 1) == 0 && first != 0) {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                sha256.update(hash);
                sha256.update(other);
            }
            hash = sha256.digest();
            first >>= 1;
            last >>= 1;
        }
        return last == 0 && root.equals(new Digest(HexFormat.of().formatHex(hash)));
    }
}
