package io.jenkins.lib.releasegates.testkit;

import java.util.Arrays;
import java.util.Random;

/** What a power cut leaves of that which was written and not forced. */
public enum Remains {
    /** Only what was forced. */
    FORCED {
        @Override
        boolean keepsName(Random random) {
            return false;
        }

        @Override
        byte[] bytes(byte[] forced, byte[] written, Random random) {
            return forced;
        }
    },
    /** All that was written: the operating system was faster than the cut. */
    ALL {
        @Override
        boolean keepsName(Random random) {
            return true;
        }

        @Override
        byte[] bytes(byte[] forced, byte[] written, Random random) {
            return written;
        }
    },
    /** Some names and not others; of files a part, in which zeros stand where the length was kept and the bytes were not, at the end or before it. */
    SOME {
        @Override
        boolean keepsName(Random random) {
            return random.nextBoolean();
        }

        @Override
        byte[] bytes(byte[] forced, byte[] written, Random random) {
            if (written.length < forced.length) {
                return random.nextBoolean() ? forced : written;
            }
            if (written.length == forced.length) {
                int place = random.nextInt(forced.length + 1);
                byte[] mixed = written.clone();
                System.arraycopy(forced, place, mixed, place, forced.length - place);
                return mixed;
            }
            int length = forced.length + random.nextInt(written.length - forced.length + 1);
            byte[] part = Arrays.copyOf(written, length);
            if (random.nextInt(3) == 0) {
                int from = forced.length + random.nextInt(length - forced.length + 1);
                int to = random.nextBoolean() ? length : from + random.nextInt(length - from + 1);
                Arrays.fill(part, from, to, (byte) 0);
            }
            return part;
        }
    };

    abstract boolean keepsName(Random random);

    abstract byte[] bytes(byte[] forced, byte[] written, Random random);
}
