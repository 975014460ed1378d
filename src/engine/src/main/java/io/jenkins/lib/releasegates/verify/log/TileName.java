package io.jenkins.lib.releasegates.verify.log;

import java.util.Locale;

/** Where <a href="https://c2sp.org/tlog-tiles">tlog-tiles</a> lays hashes and entries. */
final class TileName {

    static final String DIRECTORY = "tile";
    static final String ENTRIES = "entries";

    /** Hashes or entries in a full tile. */
    static final int WIDTH = 256;

    private TileName() {}

    /** The full tile; {@code level} is a number or {@value #ENTRIES}. */
    static String full(String level, long index) {
        return DIRECTORY + "/" + level + "/" + path(index);
    }

    /** The directory of all partial forms of a tile. */
    static String partials(String level, long index) {
        return full(level, index) + ".p";
    }

    private static String path(long index) {
        String last = String.format(Locale.ROOT, "%03d", index % 1_000);
        StringBuilder path = new StringBuilder(last);
        for (long rest = index / 1_000; rest > 0; rest /= 1_000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1_000));
        }
        return path.toString();
    }
}
