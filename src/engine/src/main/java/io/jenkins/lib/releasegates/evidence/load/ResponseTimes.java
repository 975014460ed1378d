package io.jenkins.lib.releasegates.evidence.load;

import java.util.Arrays;

/**
 * How often each response time was seen, in whole milliseconds from 0 to {@value #MAX}.
 *
 * <p>Exact below {@value #EXACT} ms. From there on each power of two has {@value #STEPS} steps, so that a percentile is at most 0.1 % too high and
 * never too low; mean and maximum are always exact. Takes at most 640 KiB, however many there are. Not for several threads.
 */
public final class ResponseTimes {

    /** A week: the longest response time that is believed. */
    public static final long MAX = 604_800_000L;

    static final int EXACT = 1 << 16;
    static final int STEPS = 1 << 10;

    private static final int EXACT_BITS = 16;
    private static final int STEP_BITS = 10;

    private long[] counts = new long[1_024];
    private long count;
    private long sum;
    private long max;

    /** Adds one; the number is from 0 to {@link #MAX}. */
    public void add(long millis) {
        if (millis < 0 || millis > MAX) {
            throw new IllegalArgumentException("A response time of " + millis + " ms; allowed are 0 to " + MAX);
        }
        int cell = cell(millis);
        makeRoom(cell + 1);
        counts[cell]++;
        count++;
        sum += millis;
        max = Math.max(max, millis);
    }

    /** Adds all of them. */
    public void add(ResponseTimes other) {
        makeRoom(other.counts.length);
        for (int cell = 0; cell < other.counts.length; cell++) {
            counts[cell] += other.counts[cell];
        }
        count += other.count;
        sum += other.sum;
        max = Math.max(max, other.max);
    }

    public long count() {
        return count;
    }

    /** The longest, in milliseconds; 0 without any. */
    public long max() {
        return max;
    }

    /** In milliseconds; NaN without any. */
    public double mean() {
        return count == 0 ? Double.NaN : (double) sum / count;
    }

    /**
     * The least time in milliseconds that at least so many percent of all took at most (nearest rank); NaN without any.
     *
     * @param percent from 1 to 100
     */
    public double percentile(int percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long rank = count / 100 * percent + (count % 100 * percent + 99) / 100;
        long seen = 0;
        int cell = -1;
        while (seen < rank) {
            seen += counts[++cell];
        }
        return Math.min(highest(cell), max);
    }

    private static int cell(long millis) {
        if (millis < EXACT) {
            return (int) millis;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
        int step = (int) (millis >>> (power - STEP_BITS)) - STEPS;
        return EXACT + (power - EXACT_BITS) * STEPS + step;
    }

    /** The longest time that is counted there. */
    private static long highest(int cell) {
        if (cell < EXACT) {
            return cell;
        }
        int beyond = cell - EXACT;
        int shift = EXACT_BITS + beyond / STEPS - STEP_BITS;
        return ((long) (STEPS + beyond % STEPS + 1) << shift) - 1;
    }

    private void makeRoom(int cells) {
        if (counts.length < cells) {
            counts = Arrays.copyOf(counts, Math.max(cells, counts.length * 2));
        }
    }
}
