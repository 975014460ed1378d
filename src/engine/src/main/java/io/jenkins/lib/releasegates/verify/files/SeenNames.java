package io.jenkins.lib.releasegates.verify.files;

import io.jenkins.lib.releasegates.digest.Digest;

/**
 * Which digests were seen, in at most 4 MiB whatever their number (B. H. Bloom, "Space/time trade-offs in hash coding with allowable
 * errors", CACM 13, 1970; with all bits of a digest in one block: F. Putze, P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom
 * filters", 2007). One that was seen is always known; one that wasn't is taken for known in a few of 10,000 cases at a million.
 */
public final class SeenNames {

    private static final int PAGES = 1_024;
    private static final int BLOCKS = 64;
    private static final int WORDS = 8;
    private static final int HASHES = 5;
    private static final int BLOCK_BITS = WORDS * Long.SIZE;

    private final long[][] pages = new long[PAGES][];

    public void add(Digest digest) {
        long random = random(digest);
        int page = page(random);
        if (pages[page] == null) {
            pages[page] = new long[BLOCKS * WORDS];
        }
        int block = block(random);
        for (int i = 0; i < HASHES; i++) {
            int bit = bit(random, i);
            pages[page][block + bit / Long.SIZE] |= 1L << bit;
        }
    }

    public boolean contains(Digest digest) {
        long random = random(digest);
        long[] page = pages[page(random)];
        int block = block(random);
        for (int i = 0; page != null && i < HASHES; i++) {
            int bit = bit(random, i);
            if ((page[block + bit / Long.SIZE] & 1L << bit) == 0) {
                return false;
            }
        }
        return page != null;
    }

    /** The first 64 bits of the digest. */
    private static long random(Digest digest) {
        long random = 0;
        for (int i = 0; i < Long.SIZE / 4; i++) {
            char digit = digest.hex().charAt(i);
            random = random << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return random;
    }

    private static int page(long random) {
        return (int) (random & PAGES - 1);
    }

    private static int block(long random) {
        return (int) (random >>> 10 & BLOCKS - 1) * WORDS;
    }

    private static int bit(long random, int number) {
        return (int) (random >>> 16 + 9 * number & BLOCK_BITS - 1);
    }
}
