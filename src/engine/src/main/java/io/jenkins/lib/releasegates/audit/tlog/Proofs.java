package io.jenkins.lib.releasegates.audit.tlog;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes proofs out of the tiles: reads a few of them whatever the size of the tree, and remembers those above the leaves. Thread-safe. */
public final class Proofs {

    private static final int REMEMBERED = 64;

    private final Disk disk;

    /** Full tiles above the leaves, which never change again. */
    private final Map<String, TileNodes> upper = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TileNodes> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Proofs(Disk disk) {
        this.disk = disk;
    }

    /**
     * The proof that an entry is among those of a checkpoint; whether it holds is another question.
     *
     * @throws IOException when a tile is missing
     * @throws IllegalArgumentException when the checkpoint doesn't cover the entry
     */
    public synchronized InclusionProof inclusion(long index, Checkpoint checkpoint) throws IOException {
        if (index < 0 || index >= checkpoint.size()) {
            throw new IllegalArgumentException(
                    "Entry " + index + " is behind the checkpoint of " + checkpoint.size() + " entries");
        }
        List<String> path = new TreeReader(new Tiles(disk), checkpoint.size(), upper)
                .inclusion(index).stream()
                        .map(hash -> Base64.getEncoder().encodeToString(hash))
                        .toList();
        return new InclusionProof(index, path, checkpoint);
    }

    /** Forgets what it remembers, in case that a tile was read while it was damaged. */
    public synchronized void forget() {
        upper.clear();
    }
}
