package io.jenkins.lib.releasegates.launcher.bundle;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds a folder against the manifest of a bundle. */
public final class BundleCheck {

    private BundleCheck() {}

    /** What the folder consists of; a link or anything else that is no file has a text in its place that no digest equals. */
    static SortedMap<String, String> contents(Path folder) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
                contents.put(path, attributes.isRegularFile() ? Sha256.of(file) : "no regular file");
                return FileVisitResult.CONTINUE;
            }
        });
        return contents;
    }

    /**
     * A sentence for each way in which the folder isn't this bundle; none when it is, to the byte: nothing missing, changed or added, no links.
     *
     * @param manifest the bytes of the manifest that is trusted; the folder has to hold the same ones
     * @throws RefusedManifestException when these bytes are no manifest
     * @throws IOException when the folder can't be read
     */
    public static List<String> differences(Path folder, byte[] manifest) throws IOException, RefusedManifestException {
        return differences(folder, BundleManifest.parse(manifest), manifest);
    }

    static List<String> differences(Path folder, BundleManifest trusted, byte[] manifest) throws IOException {
        SortedMap<String, String> expected = trusted.files();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of(folder + ": found no folder, expected a bundle of " + expected.size() + " files");
        }
        SortedMap<String, String> found = contents(folder);
        List<String> differences = new ArrayList<>();
        Path own = folder.resolve(BundleManifest.NAME);
        if (found.remove(BundleManifest.NAME) == null) {
            differences.add(BundleManifest.NAME + ": missing");
        } else if (!Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS)
                || !Arrays.equals(manifest, Files.readAllBytes(own))) {
            differences.add(BundleManifest.NAME + ": found another manifest than the one that is trusted");
        }
        expected.forEach((path, digest) -> {
            String there = found.remove(path);
            if (there == null) {
                differences.add(path + ": missing");
            } else if (!there.equals(digest)) {
                differences.add(path + ": found " + there + ", expected " + digest);
            }
        });
        found.keySet().forEach(path -> differences.add(path + ": not part of the bundle"));
        return differences;
    }
}
