package io.jenkins.lib.releasegates.scanner.tree;

import io.jenkins.lib.releasegates.scanner.job.Limits;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2Utils;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipUtils;
import org.eclipse.packager.rpm.parse.RpmInputStream;

/** Takes out of an archive, and of archives in it, what a scan would look at. Nothing else is written, and nothing outside of the given folder. */
public final class Unpacker {

    private final Predicate<String> wanted;
    private final UnpackBudget budget;
    private final List<FolderFile> files = new ArrayList<>();

    private Unpacker(Predicate<String> wanted, UnpackBudget budget) {
        this.wanted = wanted;
        this.budget = budget;
    }

    /**
     * Unpacks.
     *
     * @param archive its path in the result is the one that those of its files begin with, with {@code !/} between them
     * @param into a folder that may not be there yet
     * @param wanted whether a file of this name would be looked at
     * @return the wanted files, nested archives among them
     * @throws RefusedArchiveException when it can't be read, or costs more than allowed; then none of its files is to be trusted
     */
    public static List<FolderFile> unpack(FolderFile archive, Path into, Limits limits, Predicate<String> wanted)
            throws RefusedArchiveException {
        Unpacker unpacker = new Unpacker(wanted, new UnpackBudget(limits));
        try {
            unpacker.open(archive, into, 1);
        } catch (IOException | RuntimeException e) {
            // Parsers of archives throw nearly anything at hostile bytes.
            throw new RefusedArchiveException("Damaged, or no archive: " + e.getMessage());
        }
        return List.copyOf(unpacker.files);
    }

    private void open(FolderFile archive, Path into, int depth) throws RefusedArchiveException, IOException {
        budget.enter(depth);
        switch (ArchiveFormat.of(archive.name()).orElseThrow()) {
            case ZIP -> zip(archive, into, depth);
            case TAR -> {
                try (ArchiveInputStream<TarArchiveEntry> in = new TarArchiveInputStream(stream(archive))) {
                    entries(archive, in, into, depth);
                }
            }
            case GZIP -> {
                try (InputStream in = new GzipCompressorInputStream(stream(archive), true)) {
                    file(archive, GzipUtils.getUncompressedFileName(archive.name()), in, into, depth);
                }
            }
            case BZIP2 -> {
                try (InputStream in = new BZip2CompressorInputStream(stream(archive), true)) {
                    file(archive, BZip2Utils.getUncompressedFileName(archive.name()), in, into, depth);
                }
            }
            case RPM -> {
                try (RpmInputStream rpm = new RpmInputStream(stream(archive))) {
                    rpm.getPayloadHeader();
                    try (ArchiveInputStream<CpioArchiveEntry> in = new CpioArchiveInputStream(rpm)) {
                        entries(archive, in, into, depth);
                    }
                }
            }
        }
    }

    /** By its directory, as a class loader reads it. */
    private void zip(FolderFile archive, Path into, int depth) throws RefusedArchiveException, IOException {
        try (ZipFile zip = new ZipFile(archive.place().toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                budget.countEntry();
                if (!entry.isDirectory()) {
                    if (describes(entry.getName())) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            budget.measure(in);
                        }
                    }
                    if (wanted.test(entry.getName())) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            file(archive, entry.getName(), in, into, depth);
                        }
                    }
                }
            }
        }
    }

    private void entries(FolderFile archive, ArchiveInputStream<? extends ArchiveEntry> in, Path into, int depth)
            throws RefusedArchiveException, IOException {
        for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            budget.countEntry();
            boolean file = entry instanceof TarArchiveEntry tar
                    ? tar.isFile() && !tar.isLink() && !tar.isSymbolicLink()
                    : entry instanceof CpioArchiveEntry cpio ? cpio.isRegularFile() : !entry.isDirectory();
            if (file) {
                file(archive, entry.getName(), in, into, depth);
            }
        }
    }

    private void file(FolderFile archive, String name, InputStream in, Path into, int depth)
            throws RefusedArchiveException, IOException {
        if (!wanted.test(name)) {
            return;
        }
        Path place = place(into, name);
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        try (OutputStream out = Files.newOutputStream(place)) {
            budget.copy(in, out);
        }
        String inner = into.relativize(place).toString().replace(File.separatorChar, '/');
        FolderFile file = new FolderFile(archive.path() + "!/" + inner, place, Files.size(place));
        files.add(file);
        if (ArchiveFormat.of(name).isPresent()) {
            open(file, place.resolveSibling(place.getFileName() + ".unpacked"), depth + 1);
        }
    }

    private static Path place(Path into, String name) throws RefusedArchiveException {
        try {
            Path place = into.resolve("./" + name).normalize();
            if (place.startsWith(into) && !place.equals(into)) {
                return place;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new RefusedArchiveException("Holds a file whose name leads out of it");
    }

    private static boolean describes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("pom.xml") || lower.endsWith("pom.properties") || lower.endsWith("manifest.mf");
    }

    private static InputStream stream(FolderFile archive) throws IOException {
        return new BufferedInputStream(Files.newInputStream(archive.place()));
    }
}
