package io.jenkins.lib.releasegates.audit.file;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.Journal;
import io.jenkins.lib.releasegates.audit.disk.Piece;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Files that grow together, durable at once by the journal, and forced themselves when it is full or somebody asks. For one thread. */
final class JournaledFiles {

    private final Disk disk;
    private final Journal journal;

    /** Lengths of the files that have grown since they were forced. */
    private final Map<String, Long> grown = new HashMap<>();

    private final Set<String> newNamesIn = new TreeSet<>();
    private @Nullable String failure;

    JournaledFiles(Disk disk) {
        this.disk = disk;
        this.journal = new Journal(disk);
    }

    /** How long that file is; 0 where there is none. */
    long length(String file) throws IOException {
        Long length = grown.get(file);
        return length == null ? disk.size(file).orElse(0) : length;
    }

    /** Lets files grow by these pieces, each of which begins where its file ends then; durable on return. */
    void append(List<Piece> pieces) throws IOException {
        if (journal.isFull(pieces)) {
            force();
        }
        unlessFailed(() -> {
            journal.write(pieces);
            for (Piece piece : pieces) {
                disk.append(piece.file(), piece.bytes());
                grown.put(piece.file(), piece.offset() + piece.bytes().length);
                if (piece.offset() == 0) {
                    newNamesIn.add(piece.file().substring(0, piece.file().lastIndexOf('/')));
                }
            }
        });
    }

    /** Makes what lies in the files last there, so that the journal isn't needed for it. */
    void force() throws IOException {
        if (grown.isEmpty()) {
            return;
        }
        unlessFailed(() -> {
            for (String file : new TreeSet<>(grown.keySet())) {
                disk.force(file);
            }
            for (String directory : newNamesIn) {
                disk.forceDirectory(directory);
            }
            grown.clear();
            newNamesIn.clear();
            journal.reset();
        });
    }

    /** The same, and nothing of what was appended is left in the journal. */
    void clear() throws IOException {
        force();
        unlessFailed(journal::clear);
    }

    /** What fails stays so: after a failed sync the next one may claim success for bytes that are gone. */
    private void unlessFailed(Change change) throws IOException {
        if (failure != null) {
            throw new IOException("an earlier write has failed: " + failure);
        }
        failure = "it was cut short";
        try {
            change.run();
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
        failure = null;
    }

    private interface Change {
        void run() throws IOException;
    }
}
