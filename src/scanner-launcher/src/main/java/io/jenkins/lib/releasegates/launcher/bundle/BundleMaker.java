package io.jenkins.lib.releasegates.launcher.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Part of the build: writes the manifest of a folder, and one zip file of both that is the same whenever the folder is. */
public final class BundleMaker {

    /** The earliest time that a zip file tells without a time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private BundleMaker() {}

    /** The folder, and the zip file. */
    public static void main(String[] arguments) throws IOException {
        make(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void make(Path folder, Path zip) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>(BundleCheck.contents(folder));
        contents.remove(BundleManifest.NAME);
        BundleManifest manifest = new BundleManifest(contents);
        Files.write(folder.resolve(BundleManifest.NAME), manifest.bytes());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            entry(out, folder, BundleManifest.NAME);
            for (String path : manifest.files().keySet()) {
                entry(out, folder, path);
            }
        }
    }

    private static void entry(ZipOutputStream out, Path folder, String path) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        Files.copy(folder.resolve(path), out);
        out.closeEntry();
    }
}
