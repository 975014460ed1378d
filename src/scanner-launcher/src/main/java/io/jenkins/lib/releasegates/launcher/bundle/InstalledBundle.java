package io.jenkins.lib.releasegates.launcher.bundle;

import io.jenkins.lib.releasegates.launcher.folder.UnfinishedFolder;
import io.jenkins.lib.releasegates.launcher.folder.UnusedFolders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Bundles that were unpacked in a folder, one beside the other, each under a name that its manifest gives it. */
public final class InstalledBundle {

    private static final int NAMED_DIGITS = 16;
    private static final Pattern NAME = Pattern.compile("scanner-[0-9a-f]{" + NAMED_DIGITS + "}");

    private InstalledBundle() {}

    /** Where the bundle of this manifest is, or would be. */
    public static Path place(Path home, byte[] manifest) throws RefusedManifestException {
        String digest = BundleManifest.parse(manifest).digest();
        int start = digest.indexOf(':') + 1;
        return home.resolve("scanner-" + digest.substring(start, start + NAMED_DIGITS));
    }

    /** Whether a whole bundle of this manifest is there, to the byte. */
    public static boolean isThere(Path home, byte[] manifest) throws IOException, RefusedManifestException {
        Path place = place(home, manifest);
        try {
            return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                    && BundleCheck.differences(place, manifest).isEmpty();
        } catch (NoSuchFileException e) {
            // Somebody else replaces it at this moment.
            return false;
        }
    }

    /** Notes that it is about to run: {@link #prune} leaves it alone for a day. Its files stay as they are. */
    public static void use(Path place, Instant now) throws IOException {
        UnusedFolders.use(place, now);
    }

    /**
     * Deletes the bundles of other versions that nobody wants any more.
     *
     * @param manifest of the one to keep, however old
     * @param age how long ago they have to have been used last; less than a day counts as a day, because one may be running
     */
    public static void prune(Path home, byte[] manifest, Duration age, Instant now)
            throws IOException, RefusedManifestException {
        String keep = String.valueOf(place(home, manifest).getFileName());
        UnusedFolders.delete(home, name -> NAME.matcher(name).matches() && !name.equals(keep), age, now);
    }

    /**
     * Unpacks a bundle beside others; what is there under its name and isn't it is deleted. Several that do so at once, in several processes,
     * end with one whole bundle.
     *
     * @param zip the bundle as a zip file; entries that the manifest doesn't name are refused before they are written
     * @return the folder of the bundle
     * @throws IOException when it isn't the bundle of this manifest, or can't be written; nothing of it is left then
     */
    public static Path install(InputStream zip, byte[] manifest, Path home)
            throws IOException, RefusedManifestException {
        Path place = place(home, manifest);
        BundleManifest named = BundleManifest.parse(manifest);
        try (UnfinishedFolder unfinished = UnfinishedFolder.in(home)) {
            unpack(zip, named, unfinished.path());
            List<String> differences = BundleCheck.differences(unfinished.path(), named, manifest);
            if (!differences.isEmpty()) {
                throw new IOException("What was sent isn't the bundle of its manifest: " + differences.get(0));
            }
            unfinished.appearAs(
                    place,
                    folder -> BundleCheck.differences(folder, named, manifest).isEmpty());
        }
        return place;
    }

    private static void unpack(InputStream zip, BundleManifest manifest, Path folder) throws IOException {
        ZipInputStream in = new ZipInputStream(zip);
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            String name = entry.getName();
            if (!name.equals(BundleManifest.NAME) && !manifest.files().containsKey(name)) {
                throw new IOException("What was sent isn't the bundle of its manifest: it holds " + name);
            }
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.copy(in, file);
        }
    }
}
