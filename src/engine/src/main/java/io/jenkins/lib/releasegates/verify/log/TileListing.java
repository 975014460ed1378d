package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds what lies in {@code tile/} and is no tile of a tree of that size. */
final class TileListing {

    private static final Pattern LEVEL = Pattern.compile("entries|[0-6]");
    private static final Pattern GROUP = Pattern.compile("x[0-9]{3}");
    private static final Pattern TILE = Pattern.compile("[0-9]{3}(\\.p)?");
    private static final int MAX_GROUPS = 4;
    private static final int BITS_PER_LEVEL = 8;

    private final LedgerDirectory ledger;
    private final Observations observations;
    private final long size;

    TileListing(LedgerDirectory ledger, long size, Observations observations) {
        this.ledger = ledger;
        this.size = size;
        this.observations = observations;
    }

    void look() throws IOException {
        try {
            ledger.each(TileName.DIRECTORY, name -> {
                String path = TileName.DIRECTORY + "/" + name;
                if (LEVEL.matcher(name).matches() && kind(path) == Kind.DIRECTORY) {
                    int height = name.equals(TileName.ENTRIES) ? 0 : BITS_PER_LEVEL * Integer.parseInt(name);
                    group(path, 0, 0, size >>> height);
                } else {
                    observations.foreign(path);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Where {@code index} is what the groups of digits on the way here come to, and {@code hashes} how many the level has. */
    private void group(String directory, int depth, long index, long hashes) {
        each(directory, name -> {
            String path = directory + "/" + name;
            if (GROUP.matcher(name).matches() && depth < MAX_GROUPS && kind(path) == Kind.DIRECTORY) {
                group(path, depth + 1, index * 1_000 + Long.parseLong(name.substring(1)), hashes);
            } else if (!TILE.matcher(name).matches()
                    || depth > 0 && index < Math.pow(1_000, depth - 1)
                    || (index * 1_000 + Long.parseLong(name.substring(0, 3))) * TileName.WIDTH >= hashes) {
                observations.foreign(path);
            } else if (name.endsWith(".p")) {
                partials(path);
            }
        });
    }

    private void partials(String path) {
        Kind kind = kind(path);
        if (kind == Kind.DIRECTORY) {
            each(path, width -> {
                if (!PartialTiles.isWidth(width)) {
                    observations.foreign(path + "/" + width);
                }
            });
        } else if (kind != Kind.NOTHING) {
            observations.foreign(path);
        }
    }

    private void each(String directory, Consumer<String> reader) {
        try {
            ledger.each(directory, reader);
        } catch (NoSuchFileException e) {
            // a ledger in use took it away since it was listed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kind kind(String path) {
        try {
            return ledger.kind(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
