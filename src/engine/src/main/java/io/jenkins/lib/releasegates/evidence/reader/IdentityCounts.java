package io.jenkins.lib.releasegates.evidence.reader;

/** How often each finding was seen, in 20 bytes per finding: an open hash table over the first 16 bytes of the hash. */
final class IdentityCounts {

    private long[] high = new long[64];
    private long[] low = new long[64];
    private int[] seen = new int[64];
    private int size;

    /** Counts once more; the answer is how often it was there before. */
    int count(long highBits, long lowBits) {
        if (size * 2 > seen.length) {
            grow();
        }
        int slot = slot(highBits, lowBits);
        if (seen[slot] == 0) {
            high[slot] = highBits;
            low[slot] = lowBits;
            size++;
        }
        return seen[slot]++;
    }

    private int slot(long highBits, long lowBits) {
        int mask = seen.length - 1;
        int slot = (int) lowBits & mask;
        while (seen[slot] != 0 && (high[slot] != highBits || low[slot] != lowBits)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldSeen = seen;
        high = new long[oldSeen.length * 2];
        low = new long[oldSeen.length * 2];
        seen = new int[oldSeen.length * 2];
        for (int i = 0; i < oldSeen.length; i++) {
            if (oldSeen[i] != 0) {
                int slot = slot(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                seen[slot] = oldSeen[i];
            }
        }
    }
}
