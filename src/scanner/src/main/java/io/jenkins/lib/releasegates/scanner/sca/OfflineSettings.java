package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.database.Snapshot;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.owasp.dependencycheck.utils.Settings;
import org.owasp.dependencycheck.utils.Settings.KEYS;

/** How Dependency-Check has to be set so that it opens no connection, starts no process, takes no lock and copies no database. */
final class OfflineSettings {

    /** What needs a network or another program, or what we do ourselves. */
    private static final List<String> OFF = List.of(
            KEYS.AUTO_UPDATE,
            KEYS.UPDATE_VERSION_CHECK_ENABLED,
            KEYS.HOSTED_SUPPRESSIONS_ENABLED,
            KEYS.ANALYZER_RETIREJS_ENABLED,
            KEYS.ANALYZER_OSSINDEX_ENABLED,
            KEYS.ANALYZER_CENTRAL_ENABLED,
            KEYS.ANALYZER_NODE_AUDIT_ENABLED,
            KEYS.ANALYZER_YARN_AUDIT_ENABLED,
            KEYS.ANALYZER_PNPM_AUDIT_ENABLED,
            KEYS.ANALYZER_NEXUS_ENABLED,
            KEYS.ANALYZER_ARTIFACTORY_ENABLED,
            KEYS.ANALYZER_ASSEMBLY_ENABLED,
            KEYS.ANALYZER_MIX_AUDIT_ENABLED,
            KEYS.ANALYZER_BUNDLE_AUDIT_ENABLED,
            KEYS.ANALYZER_GOLANG_MOD_ENABLED,
            // Archives are unpacked within limits before, and KEV is read from a catalog that knows of ransomware.
            KEYS.ANALYZER_ARCHIVE_ENABLED,
            KEYS.ANALYZER_KNOWN_EXPLOITED_ENABLED,
            // Each path has its own findings; what was merged into another file couldn't be remembered for itself.
            KEYS.ANALYZER_DEPENDENCY_BUNDLING_ENABLED,
            KEYS.ANALYZER_DEPENDENCY_MERGING_ENABLED,
            // They guess at sources and native code, and are mostly wrong.
            KEYS.ANALYZER_AUTOCONF_ENABLED,
            KEYS.ANALYZER_CMAKE_ENABLED,
            KEYS.ANALYZER_PE_ENABLED);

    private OfflineSettings() {}

    /**
     * The settings.
     *
     * @param work a folder of this scan alone
     */
    static Settings of(Snapshot database, List<Path> suppressions, Path work) throws IOException, ScanException {
        Path data = Files.createDirectories(work.resolve("data"));
        // Without a file of this name it would not even try to open the one that the address names.
        Files.createFile(data.resolve("odc.mv.db"));
        Settings settings = new Settings();
        OFF.forEach(key -> settings.setBoolean(key, false));
        settings.setBoolean(KEYS.ANALYZER_EXPERIMENTAL_ENABLED, true);
        settings.setString(KEYS.DATA_DIRECTORY, data.toString());
        settings.setString(
                KEYS.TEMP_DIRECTORY,
                Files.createDirectories(work.resolve("tmp")).toString());
        settings.setString(KEYS.DB_CONNECTION_STRING, database.address());
        settings.setString(KEYS.HINTS_FILE, hints(work).toString());
        if (!suppressions.isEmpty()) {
            settings.setArrayIfNotEmpty(
                    KEYS.SUPPRESSION_FILE,
                    suppressions.stream().map(Path::toString).toList());
        }
        return settings;
    }

    private static Path hints(Path work) throws IOException {
        Path file = work.resolve("hints.xml");
        try (InputStream in = OfflineSettings.class.getResourceAsStream("hints.xml")) {
            Files.copy(Objects.requireNonNull(in, "hints.xml"), file);
        }
        return file;
    }
}
