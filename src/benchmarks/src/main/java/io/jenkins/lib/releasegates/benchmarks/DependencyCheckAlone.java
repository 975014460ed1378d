package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.Vulnerability;
import org.owasp.dependencycheck.exception.ExceptionCollection;
import org.owasp.dependencycheck.exception.ReportException;
import org.owasp.dependencycheck.utils.Settings;
import org.owasp.dependencycheck.utils.Settings.KEYS;

/**
 * Dependency-Check without us, in its own JVM: {@code snapshot folder work out}. It is set as it comes but for what would ask the network or start
 * another program, and writes its JSON report. What it found goes to {@code out}, a line {@code file vulnerability} each.
 */
public final class DependencyCheckAlone {

    private static final List<String> OFF = List.of(
            KEYS.AUTO_UPDATE,
            KEYS.UPDATE_VERSION_CHECK_ENABLED,
            KEYS.HOSTED_SUPPRESSIONS_ENABLED,
            KEYS.ANALYZER_KNOWN_EXPLOITED_ENABLED,
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
            KEYS.ANALYZER_GOLANG_MOD_ENABLED);

    private DependencyCheckAlone() {}

    @EndsTheProcess
    public static void main(String[] arguments) throws IOException, ExceptionCollection, ReportException {
        Path work = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
        Path data = Files.createDirectories(work.resolve("data"));
        // Without a file of this name it opens no database at all.
        Files.write(data.resolve("odc.mv.db"), new byte[0]);
        Settings settings = new Settings();
        OFF.forEach(key -> settings.setBoolean(key, false));
        settings.setString(KEYS.DATA_DIRECTORY, data.toString());
        settings.setString(
                KEYS.DB_CONNECTION_STRING,
                "jdbc:h2:file:" + Path.of(arguments[0]).toAbsolutePath().resolve("odc")
                        + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;CACHE_SIZE=65536");
        try (Engine engine = new Engine(settings)) {
            engine.scan(Path.of(arguments[1]).toFile());
            engine.analyzeDependencies();
            engine.writeReports("benchmark", work.toFile(), "JSON", new ExceptionCollection());
            Files.write(Path.of(arguments[3]), found(engine));
        } finally {
            settings.cleanup(true);
        }
        // Its libraries leave threads behind.
        System.exit(0);
    }

    private static TreeSet<String> found(Engine engine) {
        TreeSet<String> found = new TreeSet<>();
        for (Dependency dependency : engine.getDependencies()) {
            List<Dependency> same = new ArrayList<>(dependency.getRelatedDependencies());
            same.add(dependency);
            for (Vulnerability vulnerability : dependency.getVulnerabilities()) {
                same.forEach(file -> found.add(file.getActualFile().getName() + " " + vulnerability.getName()));
            }
        }
        return found;
    }
}
