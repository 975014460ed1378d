package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import io.jenkins.lib.releasegates.scanner.tree.RefusedArchiveException;
import io.jenkins.lib.releasegates.scanner.tree.Unpacker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A copy of a unit in a folder of its own, unpacked. The digest is of the copy: whoever changes the file in the scanned folder meanwhile changes
 * neither what is read nor what it is remembered under.
 *
 * @param folder where the copy is
 * @param content digest over names and bytes
 * @param files what is to be looked at, by their paths in the result, archives among them
 * @param beside what these may refer to
 * @param hashed the same with their digests, by their paths within the unit
 */
record StagedUnit(
        Unit unit,
        Path folder,
        String content,
        List<FolderFile> files,
        List<FolderFile> beside,
        List<HashedFile> hashed) {

    private static final int BUFFER = 1 << 16;

    StagedUnit {
        files = List.copyOf(files);
        beside = List.copyOf(beside);
        hashed = List.copyOf(hashed);
    }

    /** Digest over names and bytes of the unit as it lies in the scanned folder. */
    static String content(Unit unit) throws IOException {
        MessageDigest all = FileDigest.sha256();
        for (FolderFile file : unit.files()) {
            add(all, unit, file, FileDigest.of(file.place()));
        }
        return FileDigest.text(all.digest());
    }

    /**
     * Copies and unpacks.
     *
     * @throws RefusedArchiveException when the archive can't be read or costs more than allowed
     */
    static StagedUnit of(Unit unit, Path folder, Limits limits) throws IOException, RefusedArchiveException {
        MessageDigest all = FileDigest.sha256();
        List<FolderFile> copies = new ArrayList<>();
        List<FolderFile> beside = new ArrayList<>();
        for (FolderFile file : unit.files()) {
            Path copy = folder.resolve(name(unit, file));
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            add(all, unit, file, copy(file.place(), copy));
            (unit.isLookedAt(file) ? copies : beside).add(new FolderFile(file.path(), copy, file.bytes()));
        }
        List<FolderFile> files = new ArrayList<>(copies);
        if (unit.isArchive()) {
            files.addAll(Unpacker.unpack(
                    copies.get(0),
                    folder.resolve("unpacked"),
                    limits,
                    name -> FileTypes.lookedAt(name) || FileTypes.isCompanion(name)));
        }
        List<HashedFile> hashed = new ArrayList<>();
        for (FolderFile file : files) {
            hashed.add(HashedFile.of(file.path().substring(unit.path().length()), file.place()));
            if (FileTypes.isNpmLock(file.path())) {
                // Without it the lock would not be read; the packages needn't be there, the lock names them.
                Files.createDirectories(file.place().resolveSibling("node_modules"));
            }
        }
        return new StagedUnit(unit, folder, FileDigest.text(all.digest()), files, beside, hashed);
    }

    private static String name(Unit unit, FolderFile file) {
        return unit.isArchive() ? file.name() : file.path();
    }

    private static void add(MessageDigest all, Unit unit, FolderFile file, String digest) {
        all.update((digest + " " + name(unit, file) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String copy(Path from, Path to) throws IOException {
        MessageDigest digest = FileDigest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return FileDigest.text(digest.digest());
    }
}
