package io.jenkins.lib.releasegates.scanner.cache;

import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results of units by all that they depend on: the content, the bundle, and whatever else the kind of scan says. What can write in
 * its folder can forge results. Thread-safe, and safe beside other workers: each result is a file that appears as a whole.
 */
public final class UnitCache {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int SHELF = 2;

    private final Path folder;
    private final String surroundings;
    private final Instant now;

    /**
     * A cache for one scan.
     *
     * @param kind the name of the folder below the cache's, one for each kind of scan
     * @param surroundings all that is the same for each unit of the scan and changes what is found
     */
    public UnitCache(Path folder, String kind, String surroundings, Instant now) {
        this.folder = folder.resolve(kind);
        this.surroundings = surroundings;
        this.now = now;
    }

    /** The result of this content, where there is a whole one. */
    public Optional<UnitResult> load(String content) {
        String key = key(content);
        try {
            Path file = file(key);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            UnitResult result = UnitForm.read(Files.readAllBytes(file), key);
            if (result == null) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(now));
            return Optional.of(result);
        } catch (IOException | RuntimeException e) {
            // Cut or of another form: as good as none, and written again.
            return Optional.empty();
        }
    }

    /** Remembers a result. */
    public void store(String content, UnitResult result) throws IOException {
        String key = key(content);
        Path file = file(key);
        Path unfinished = Files.createTempFile(Files.createDirectories(shelf(key)), "unfinished", "");
        Files.write(unfinished, UnitForm.bytes(key, result));
        Files.setLastModifiedTime(unfinished, FileTime.from(now));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes what nobody has asked for in a month. */
    public void prune() throws IOException {
        FileTime oldest = FileTime.from(now.minus(KEPT));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private String key(String content) {
        return FileDigest.of((surroundings + "\n" + content).getBytes(StandardCharsets.UTF_8))
                .substring("sha256:".length());
    }

    private Path file(String key) {
        return shelf(key).resolve(key.substring(SHELF) + ".json");
    }

    /** So that no folder gets too long to list. */
    private Path shelf(String key) {
        return folder.resolve(key.substring(0, SHELF));
    }
}
