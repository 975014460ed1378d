package io.jenkins.lib.releasegates.verify.files;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Which digests were seen, in at most 4 MiB whatever their number (B. H. Bloom, "Space/time trade-offs in hash coding with allowable
 * errors", CACM 13, 1970). One that was seen is always known; one that wasn't is taken for known in 2 of 10,000 cases at a million.
 */
public final class SeenNames {

    private static final int PAGES = 1_024;
    private static final int PAGE_BITS = 32 * 1_024;
    private static final int HASHES = 4;

    private final BitSet[] pages = new BitSet[PAGES];

    public void add(Digest digest) {
        ByteBuffer words = ByteBuffer.wrap(digest.bytes());
        for (int i = 0; i < HASHES; i++) {
            int page = Math.floorMod(words.getInt(), PAGES);
            if (pages[page] == null) {
                pages[page] = new BitSet(PAGE_BITS);
            }
            pages[page].set(Math.floorMod(words.getInt(), PAGE_BITS));
        }
    }

    public boolean contains(Digest digest) {
        ByteBuffer words = ByteBuffer.wrap(digest.bytes());
        for (int i = 0; i < HASHES; i++) {
            BitSet page = pages[Math.floorMod(words.getInt(), PAGES)];
            int bit = Math.floorMod(words.getInt(), PAGE_BITS);
            if (page == null || !page.get(bit)) {
                return false;
            }
        }
        return true;
    }
}
