package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;

/**
 * Which partial forms of a tile there are, by how many hashes or entries they hold. A ledger in use takes those away that a wider or the
 * full one has followed, so each may go at any moment between being listed and being read.
 */
final class PartialTiles {

    private PartialTiles() {}

    static BitSet widths(LedgerDirectory ledger, String level, long index) throws IOException {
        BitSet widths = new BitSet(TileName.WIDTH);
        String directory = TileName.partials(level, index);
        if (ledger.kind(directory) == Kind.DIRECTORY) {
            try {
                ledger.each(directory, name -> {
                    if (isWidth(name)) {
                        widths.set(Integer.parseInt(name));
                    }
                });
            } catch (NoSuchFileException e) {
                widths.clear();
            }
        }
        return widths;
    }

    static String name(String level, long index, int width) {
        return TileName.partials(level, index) + "/" + width;
    }

    static boolean isWidth(String name) {
        return name.matches("[1-9][0-9]{0,2}") && Integer.parseInt(name) < TileName.WIDTH;
    }
}
