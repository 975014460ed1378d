package io.jenkins.lib.releasegates.benchmarks;

import edu.hm.hafner.analysis.FileReaderFactory;
import edu.hm.hafner.coverage.Coverage;
import edu.hm.hafner.coverage.CoverageParser.ProcessingMode;
import edu.hm.hafner.coverage.Metric;
import edu.hm.hafner.coverage.Node;
import edu.hm.hafner.coverage.TestCase;
import edu.hm.hafner.coverage.registry.ParserRegistry.CoverageParserType;
import edu.hm.hafner.util.FilteredLog;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.StreamSupport;

/**
 * One side of a comparison, in its own JVM: {@code ours|peer format file passes}.
 *
 * <p>Prints the milliseconds of each pass on one line and what it counted on the next; both sides must count the same.
 */
public final class Side {

    private Side() {}

    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset();
        Path file = Path.of(arguments[2]);
        StringBuilder times = new StringBuilder();
        String counted = "";
        for (int pass = 0; pass < Integer.parseInt(arguments[3]); pass++) {
            long start = System.nanoTime();
            counted = arguments[0].equals("ours") ? ours(file) : peer(arguments[1], file);
            times.append((System.nanoTime() - start) / 1_000_000.0).append(' ');
        }
        System.out.println(times);
        System.out.println(counted);
    }

    private static String ours(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Evidence evidence = new EvidenceReading(
                        folder == null ? Path.of("") : folder, ReadLimits.STANDARD, Provenance.REPORTED)
                .read(List.of(ReportRequest.of(String.valueOf(file.getFileName()))));
        if (!evidence.problems().isEmpty()) {
            throw new IOException("Not read: " + evidence.problems());
        }
        if (evidence.measurement("findings.total").isPresent()) {
            return counts("HIGH", count(evidence, "findings.high"), "LOW", count(evidence, "findings.low"))
                    + counts(
                            "NORMAL",
                            count(evidence, "findings.medium"),
                            "distinct",
                            evidence.identities().size());
        }
        if (evidence.measurement("load.requests").isPresent()) {
            return counts("requests", count(evidence, "load.requests"), "errors", count(evidence, "load.errors"))
                    + counts("longest", count(evidence, "load.max"), "mean", count(evidence, "load.mean"));
        }
        if (evidence.measurement("tests.total").isPresent()) {
            return counts("failed", count(evidence, "tests.failed"), "total", count(evidence, "tests.total"));
        }
        return counts(
                        "covered",
                        count(evidence, "coverage.line.covered"),
                        "missed",
                        count(evidence, "coverage.line.missed"))
                + counts(
                        "branches", count(evidence, "coverage.branch.covered"),
                        "missed", count(evidence, "coverage.branch.missed"));
    }

    private static String peer(String format, Path file) throws IOException {
        if (format.equals("sarif")) {
            return findings(file);
        }
        if (format.startsWith("jtl")) {
            return format.equals("jtl")
                    ? Samples.ofLines(file).toString()
                    : Samples.ofElements(file).toString();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Node node = new edu.hm.hafner.coverage.registry.ParserRegistry()
                    .get(CoverageParserType.valueOf(format), ProcessingMode.FAIL_FAST)
                    .parse(reader, file.toString(), new FilteredLog("Errors"));
            if (format.equals("JUNIT")) {
                List<TestCase> cases = node.getTestCases();
                return counts(
                        "failed", cases.stream().filter(TestCase::isFailed).count(), "total", cases.size());
            }
            return coverage(node, Metric.LINE, "covered") + coverage(node, Metric.BRANCH, "branches");
        }
    }

    private static String findings(Path file) {
        var report = new edu.hm.hafner.analysis.registry.ParserRegistry()
                .get("sarif")
                .createParser()
                .parse(new FileReaderFactory(file));
        TreeMap<String, Long> severities = new TreeMap<>();
        report.forEach(issue -> severities.merge(issue.getSeverity().getName(), 1L, Long::sum));
        long distinct = StreamSupport.stream(report.spliterator(), false)
                .map(issue -> issue.getId())
                .distinct()
                .count();
        return counts("HIGH", severities.getOrDefault("HIGH", 0L), "LOW", severities.getOrDefault("LOW", 0L))
                + counts("NORMAL", severities.getOrDefault("NORMAL", 0L), "distinct", distinct);
    }

    private static String coverage(Node node, Metric metric, String word) {
        Coverage coverage = (Coverage) node.getValue(metric).orElseThrow();
        return counts(word, coverage.getCovered(), "missed", coverage.getMissed());
    }

    private static long count(Evidence evidence, String metric) {
        return evidence.measurement(metric).map(one -> (long) one.value()).orElse(-1L);
    }

    static String counts(String one, long first, String other, long second) {
        return one + "=" + first + " " + other + "=" + second + " ";
    }
}
