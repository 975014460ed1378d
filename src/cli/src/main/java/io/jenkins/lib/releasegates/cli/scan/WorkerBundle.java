package io.jenkins.lib.releasegates.cli.scan;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.launcher.Installation;
import io.jenkins.lib.releasegates.launcher.bundle.BundleManifest;
import io.jenkins.lib.releasegates.launcher.bundle.InstalledBundle;
import io.jenkins.lib.releasegates.launcher.bundle.RefusedManifestException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The bundle of the worker that was named, or that lies where it belongs. */
final class WorkerBundle {

    static final String VARIABLE = "RELEASE_GATES_WORKER";

    private static final String FOLDER = "scanner-bundle";
    private static final String HOW =
            "; allowed: a folder scanner-bundle or a file scanner-bundle.zip, as `mvn -q -ntp -P quick -pl src/scanner -am package`"
                    + " leaves them in src/scanner/target, named by --worker or " + VARIABLE
                    + ", or as a folder scanner-bundle beside the command's jar";

    private WorkerBundle() {}

    /**
     * Makes it ready.
     *
     * @param home where a zip file is unpacked, and where the worker's own files go
     */
    static Installation install(WorkerOptions options, Path home) throws InvalidInputException, IOException {
        Path found = find(options.bundle);
        if (options.heap < 64) {
            throw new InvalidInputException("--heap " + options.heap + ": found too little; allowed: 64 or more");
        }
        try {
            byte[] manifest = manifest(found, options.manifest);
            BundleManifest.parse(manifest);
            Path folder = Files.isDirectory(found) ? found : unpacked(found, manifest, home);
            return new Installation(
                    ScanOptions.absolute(folder),
                    manifest,
                    home.resolve("runs"),
                    Installation.sameJava(),
                    options.heap);
        } catch (RefusedManifestException e) {
            throw new InvalidInputException(
                    (options.manifest == null ? found : options.manifest) + ": " + e.getMessage());
        }
    }

    private static Path unpacked(Path file, byte[] manifest, Path home)
            throws InvalidInputException, IOException, RefusedManifestException {
        try (InputStream zip = Files.newInputStream(file)) {
            return InstalledBundle.install(zip, manifest, home);
        } catch (ZipException e) {
            throw new InvalidInputException(file + ": " + e.getMessage() + HOW);
        }
    }

    private static Path find(@Nullable Path named) throws InvalidInputException {
        if (named != null) {
            return there(named, "--worker " + named);
        }
        String variable = System.getenv(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return there(Path.of(variable), VARIABLE + "=" + variable);
        }
        Path beside = beside();
        if (beside == null || !Files.isDirectory(beside)) {
            throw new InvalidInputException("found no scan worker" + HOW);
        }
        return beside;
    }

    private static Path there(Path bundle, String name) throws InvalidInputException {
        if (!Files.exists(bundle)) {
            throw new InvalidInputException(name + ": found nothing there" + HOW);
        }
        return bundle;
    }

    /** Beside the jar that this class is in. */
    private static @Nullable Path beside() {
        try {
            CodeSource source = WorkerBundle.class.getProtectionDomain().getCodeSource();
            return source == null ? null : Path.of(source.getLocation().toURI()).resolveSibling(FOLDER);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] manifest(Path bundle, @Nullable Path demanded) throws InvalidInputException, IOException {
        if (demanded != null) {
            return Files.readAllBytes(demanded);
        }
        if (Files.isDirectory(bundle)) {
            Path own = bundle.resolve(BundleManifest.NAME);
            if (!Files.isRegularFile(own)) {
                throw new InvalidInputException(bundle + ": found no " + BundleManifest.NAME + " in it" + HOW);
            }
            return Files.readAllBytes(own);
        }
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            ZipEntry entry = zip.getEntry(BundleManifest.NAME);
            if (entry == null) {
                throw new InvalidInputException(bundle + ": found no " + BundleManifest.NAME + " in it" + HOW);
            }
            return zip.getInputStream(entry).readAllBytes();
        } catch (ZipException e) {
            throw new InvalidInputException(bundle + ": found no zip file (" + e.getMessage() + ")" + HOW);
        }
    }
}
