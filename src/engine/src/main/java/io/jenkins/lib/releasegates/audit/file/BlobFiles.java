package io.jenkins.lib.releasegates.audit.file;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Blobs as files, each named by the SHA-256 of its bytes. */
final class BlobFiles {

    static final String DIRECTORY = "evidence";

    private static final int REMEMBERED = 1_000;

    private final Disk disk;

    /** Names that this process has seen to be sound and made last; the newest ones. */
    private final Set<Digest> durable = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    BlobFiles(Disk disk) {
        this.disk = disk;
    }

    void keep(Digest name, List<byte[]> parts) throws IOException {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        if (durable.contains(name) && disk.size(file(name)).orElse(-1) == length) {
            return;
        }
        if (isThere(name, length)) {
            // Another thread may have put it there a moment ago and not have made its name last yet.
            disk.forceDirectory(DIRECTORY);
        } else {
            WholeFile.place(disk, DIRECTORY, plainName(name), parts);
        }
        durable.add(name);
    }

    /** Whether it is stored already and undamaged. */
    private boolean isThere(Digest name, int length) throws IOException {
        try {
            return read(name, length).isPresent();
        } catch (LedgerException e) {
            return false;
        }
    }

    Optional<byte[]> read(Digest name, int limit) throws IOException, LedgerException {
        OptionalLong size = disk.size(file(name));
        if (size.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = size.getAsLong() > limit ? new byte[0] : disk.read(file(name), 0, (int) size.getAsLong());
        Digest found = Digest.of(bytes);
        if (!found.equals(name)) {
            throw new LedgerException(file(name) + " holds something else than its name says: "
                    + (size.getAsLong() > limit ? size.getAsLong() + " bytes" : found));
        }
        return Optional.of(bytes);
    }

    void erase(Digest name) throws IOException {
        durable.remove(name);
        if (disk.size(file(name)).isPresent()) {
            disk.delete(file(name));
            disk.forceDirectory(DIRECTORY);
        }
    }

    private static String file(Digest name) {
        return DIRECTORY + "/" + plainName(name);
    }

    private static String plainName(Digest name) {
        return name.hex() + ".json.gz";
    }
}
