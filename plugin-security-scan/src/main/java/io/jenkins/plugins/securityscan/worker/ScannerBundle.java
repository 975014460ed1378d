package io.jenkins.plugins.securityscan.worker;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.lib.releasegates.launcher.bundle.BundleManifest;
import io.jenkins.lib.releasegates.launcher.bundle.InstalledBundle;
import io.jenkins.lib.releasegates.launcher.bundle.RefusedManifestException;
import io.jenkins.lib.releasegates.launcher.folder.FolderTree;
import io.jenkins.plugins.securityscan.SecurityScanHome;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The bundle of the scan worker that this plugin carries. Its manifest is read once: whoever exchanges the file below a running Jenkins gets a
 * worker that isn't started. Thread-safe.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ScannerBundle {

    private static final Logger LOGGER = Logger.getLogger(ScannerBundle.class.getName());
    private static final String PLACE = "WEB-INF/scanner-bundle.zip";
    private static final int MAX_MANIFEST = 1 << 20;

    /** What a run or an unpacking begins its folder's name with; one that is older than this process has nobody left who would delete it. */
    private static final List<String> PASSING = List.of("run-", "unpacking-", "sent-");

    private byte @Nullable [] manifest;
    private boolean swept;

    /** The only instance. */
    public static ScannerBundle get() {
        return ExtensionList.lookupSingleton(ScannerBundle.class);
    }

    /**
     * The bytes of its manifest, which a bundle is held against at each start.
     *
     * @throws IOException when the plugin carries no bundle, or one that can't be read
     */
    public synchronized byte[] manifest() throws IOException {
        if (manifest == null) {
            manifest = readManifest(file());
        }
        return manifest.clone();
    }

    /**
     * The zip file itself, for an agent that lacks it.
     *
     * @throws IOException when the plugin carries none
     */
    public InputStream open() throws IOException {
        Path file = file();
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw missing(file, e);
        }
    }

    /**
     * The folder of the bundle on the controller, unpacked where it isn't there or isn't whole. Bundles of earlier versions are deleted the first
     * time.
     *
     * @throws IOException when it can't be unpacked
     */
    public synchronized Path onController() throws IOException {
        Path home = SecurityScanHome.directory();
        byte[] bytes = manifest();
        Path place;
        try {
            if (InstalledBundle.isThere(home, bytes)) {
                place = InstalledBundle.place(home, bytes);
            } else {
                try (InputStream zip = open()) {
                    place = InstalledBundle.install(zip, bytes, home);
                }
            }
        } catch (RefusedManifestException e) {
            throw new IOException("The bundle of the scan worker has no manifest: " + e.getMessage(), e);
        }
        if (!swept) {
            swept = true;
            sweep(home, place);
        }
        return place;
    }

    private static Path file() throws IOException {
        return SecurityScanHome.carried(PLACE);
    }

    private static byte[] readManifest(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(BundleManifest.NAME);
            if (entry == null) {
                throw new IOException(file + " holds no " + BundleManifest.NAME);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(MAX_MANIFEST + 1);
                if (bytes.length > MAX_MANIFEST) {
                    throw new IOException(
                            file + ": " + BundleManifest.NAME + " is larger than the allowed " + MAX_MANIFEST);
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw missing(file, e);
        } catch (ZipException e) {
            throw new IOException(file + " is no zip file: " + e.getMessage(), e);
        }
    }

    private static IOException missing(Path file, IOException cause) {
        return new IOException(
                "The plugin carries no scan worker: " + file + " is missing. Install the plugin anew.", cause);
    }

    /** Deletes what earlier versions and killed runs have left; what resists stays until the next start. */
    private static void sweep(Path home, Path place) {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        try (Stream<Path> all = Files.list(home)) {
            for (Path found : all.toList()) {
                String name = String.valueOf(found.getFileName());
                boolean former = name.startsWith("scanner-") && !found.equals(place);
                boolean left = PASSING.stream().anyMatch(name::startsWith)
                        && Files.getLastModifiedTime(found).toMillis() < started;
                if (former || left) {
                    FolderTree.delete(found);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Not all of what earlier scans left is deleted: {0}", e.toString());
        }
    }
}
