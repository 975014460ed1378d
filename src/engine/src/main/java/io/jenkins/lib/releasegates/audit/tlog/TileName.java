package io.jenkins.lib.releasegates.audit.tlog;

import java.util.Locale;

/** Where a tile lies, as c2sp.org/tlog-tiles says. */
final class TileName {

    /** Hashes or entries of a full one. */
    static final int WIDTH = 256;

    /** Height of a tile in levels of the tree. */
    static final int HEIGHT = 8;

    static final String DIRECTORY = "tile";

    private TileName() {}

    /** Of a full tile of hashes. */
    static String hashes(int level, long number) {
        return DIRECTORY + "/" + level + "/" + path(number);
    }

    /** Of a full bundle of entries. */
    static String entries(long number) {
        return DIRECTORY + "/entries/" + path(number);
    }

    /** The directory of the partial ones that come before the full one of that name. */
    static String partials(String full) {
        return full + ".p";
    }

    /** Of a partial one. */
    static String partial(String full, int width) {
        return partials(full) + "/" + width;
    }

    private static String path(long number) {
        String last = String.format(Locale.ROOT, "%03d", number % 1_000);
        StringBuilder path = new StringBuilder(last);
        for (long rest = number / 1_000; rest > 0; rest /= 1_000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1_000));
        }
        return path.toString();
    }
}
