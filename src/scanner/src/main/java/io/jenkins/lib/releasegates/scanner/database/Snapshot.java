package io.jenkins.lib.releasegates.scanner.database;

import io.jenkins.lib.releasegates.scanner.database.Description.Part;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A database that nobody changes any more: a folder with the file of the database, the catalog of known exploited vulnerabilities where there is
 * one, and {@code snapshot.json}, which names both with their digests. The format is docs/formats/scan-database.md.
 */
public final class Snapshot {

    static final String DESCRIPTION = "snapshot.json";
    static final String DATABASE = "odc.mv.db";
    static final String EXPLOITED = "kev.json";

    private static final String HOW =
            " Make one with a job \"do\": \"update\", or copy the folder of a whole snapshot there"
                    + " (docs/formats/scan-database.md).";
    private static final int MAX_BYTES = 1 << 16;

    private final Path folder;
    private final String digest;
    private final Description description;
    private final KnownExploited exploited;

    private Snapshot(Path folder, String digest, Description description, KnownExploited exploited) {
        this.folder = folder;
        this.digest = digest;
        this.description = description;
        this.exploited = exploited;
    }

    /**
     * Opens the snapshot and reads every byte of it once.
     *
     * @throws ScanException when anything is missing, cut or changed, with a sentence that says how to get a whole one
     */
    public static Snapshot open(Path folder) throws ScanException {
        byte[] json;
        @Nullable Description description;
        try {
            json = Files.readAllBytes(folder.resolve(DESCRIPTION));
            if (json.length > MAX_BYTES) {
                throw new IOException("found " + json.length + " bytes, allowed: at most " + MAX_BYTES);
            }
            description = Description.read(json);
        } catch (IOException e) {
            throw unusable(folder, "no readable " + DESCRIPTION);
        }
        if (description == null) {
            throw unusable(folder, "a " + DESCRIPTION + " of another format, or of an empty database");
        }
        check(folder, DATABASE, description.database());
        KnownExploited exploited = KnownExploited.NONE;
        if (description.exploited() != null) {
            check(folder, EXPLOITED, description.exploited());
            try {
                exploited = KnownExploited.read(Files.readAllBytes(folder.resolve(EXPLOITED)));
            } catch (IOException e) {
                throw unusable(folder, "an unreadable " + EXPLOITED);
            }
        }
        return new Snapshot(folder, FileDigest.of(json), description, exploited);
    }

    private static void check(Path folder, String name, Part expected) throws ScanException {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                throw unusable(folder, "no " + name);
            }
            long bytes = Files.size(file);
            if (bytes != expected.bytes()) {
                throw unusable(folder, bytes + " bytes of " + name + " where " + expected.bytes() + " were expected");
            }
            String digest = FileDigest.of(file);
            if (!digest.equals(expected.sha256())) {
                throw unusable(folder, name + " with " + digest + " where " + expected.sha256() + " was expected");
            }
        } catch (IOException e) {
            throw unusable(folder, "an unreadable " + name);
        }
    }

    private static ScanException unusable(Path folder, String found) {
        return new ScanException(
                Outcome.UNUSABLE_DATA,
                "No usable vulnerability database in " + folder + ": found " + found + "." + HOW);
    }

    public Path folder() {
        return folder;
    }

    /** SHA-256 of {@code snapshot.json}, and so of all of it. */
    public String digest() {
        return digest;
    }

    /** What a scan sees of it: the same for two snapshots between which nothing was news. */
    public String content() {
        Part catalog = description.exploited();
        return description.database().sha256() + " " + (catalog == null ? "none" : catalog.sha256());
    }

    public KnownExploited exploited() {
        return exploited;
    }

    Description description() {
        return description;
    }

    /** As the result of a scan names it. */
    public Header.Database header() {
        return new Header.Database(
                description.version(),
                digest,
                description.lastModified(),
                description.lastChecked(),
                description.records(),
                description.exploited() == null ? null : exploited.entries().size());
    }

    /**
     * The address under which the library of the database opens it for reading alone, without copying or locking it.
     *
     * @throws ScanException when the folder's name has no place in an address
     */
    public String address() throws ScanException {
        String path = folder.resolve(DATABASE.substring(0, DATABASE.indexOf('.')))
                .toAbsolutePath()
                .toString()
                .replace('\\', '/');
        if (path.contains(";") || path.contains("%")) {
            throw new ScanException(
                    Outcome.UNUSABLE_DATA, "The path of a database can hold neither ; nor %, found " + folder);
        }
        return "jdbc:h2:file:" + path + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;CACHE_SIZE=65536";
    }
}
