package io.jenkins.lib.releasegates.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.tools.ExecDumpClient;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * The lines of the plugin that ran in the Jenkins under test. {@code JENKINS_JACOCO} names the host and port where a JaCoCo agent of its
 * process listens ({@code -javaagent:jacocoagent.jar=output=tcpserver,address=127.0.0.1,port=6300}); a unit test reaches few of them.
 */
final class Coverage {

    private static final List<String> CLASSES =
            List.of("plugin-release-gates/target/classes", "plugin-security-scan/target/classes");

    private final String host;
    private final int port;
    private final ExecFileLoader loaded = new ExecFileLoader();

    private Coverage(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Shared by all scenarios: what a process has run is gone when Jenkins restarts, unless it was fetched before. */
    private static final Optional<Coverage> GIVEN =
            JenkinsUnderTest.environment("JENKINS_JACOCO").map(Coverage::at);

    static Optional<Coverage> given() {
        return GIVEN;
    }

    private static Coverage at(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("JENKINS_JACOCO is '" + address + "', but must be HOST:PORT");
        }
        return new Coverage(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** Adds what the process has run since it started. */
    synchronized void fetch() {
        try {
            ExecDumpClient client = new ExecDumpClient();
            client.dump(host, port).getExecutionDataStore().accept(loaded.getExecutionDataStore());
        } catch (IOException e) {
            throw new UncheckedIOException("No JaCoCo agent answers at " + host + ":" + port, e);
        }
    }

    /** Lines of the plugins' classes. An error if the agent saw other classes than the ones that were built here. */
    synchronized List<IClassCoverage> classes() throws IOException {
        CoverageBuilder builder = new CoverageBuilder();
        for (String folder : CLASSES) {
            File classes = Project.root().resolve(folder).toFile();
            if (new Analyzer(loaded.getExecutionDataStore(), builder).analyzeAll(classes) == 0) {
                throw new IOException("No classes in " + classes + ", so nothing tells which lines were run");
            }
        }
        if (!builder.getNoMatchClasses().isEmpty()) {
            throw new IOException("The plugins in Jenkins aren't those in " + CLASSES + ": "
                    + builder.getNoMatchClasses().iterator().next().getName() + " differs");
        }
        return builder.getClasses().stream()
                .filter(found -> !found.getName().endsWith("/Messages")) // generated, one method per text
                .sorted(Comparator.comparing(IClassCoverage::getName))
                .toList();
    }

    /** One line per class: how many lines were not run, of how many. */
    static String table(List<IClassCoverage> classes) {
        return classes.stream()
                .map(found -> "%4d of %4d not run  %s%n"
                        .formatted(
                                found.getLineCounter().getMissedCount(),
                                found.getLineCounter().getTotalCount(),
                                found.getName()))
                .collect(Collectors.joining());
    }
}
