package io.jenkins.lib.releasegates.evidence.reader.library;

import edu.hm.hafner.coverage.Coverage;
import edu.hm.hafner.coverage.CoverageParser.ProcessingMode;
import edu.hm.hafner.coverage.Metric;
import edu.hm.hafner.coverage.Node;
import edu.hm.hafner.coverage.TestCase;
import edu.hm.hafner.coverage.registry.ParserRegistry;
import edu.hm.hafner.coverage.registry.ParserRegistry.CoverageParserType;
import edu.hm.hafner.util.FilteredLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reports of coverage and tests, through coverage-model; loaded only where that is on the class path. */
final class CoverageReports {

    private static final List<Metric> COVERAGE =
            List.of(Metric.LINE, Metric.BRANCH, Metric.INSTRUCTION, Metric.METHOD, Metric.CLASS);

    private CoverageReports() {}

    /** PIT counts only mutants: its lines are those with mutants, which is no line coverage. */
    static void read(String name, byte[] bytes, String path, LibrarySink sink) {
        Node node = parse(name, bytes, path);
        if (name.equals("pit")) {
            add(node, Metric.MUTATION, sink);
        } else if (name.equals("nunit") || name.equals("xunit")) {
            tests(node, sink);
        } else {
            COVERAGE.forEach(metric -> add(node, metric, sink));
        }
    }

    private static Node parse(String name, byte[] bytes, String path) {
        CoverageParserType type = CoverageParserType.valueOf(name.toUpperCase(Locale.ROOT));
        try (Reader reader = new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            return new ParserRegistry()
                    .get(type, ProcessingMode.FAIL_FAST)
                    .parse(reader, path, new FilteredLog("Errors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Node node, Metric metric, LibrarySink sink) {
        node.getValue(metric)
                .filter(Coverage.class::isInstance)
                .map(Coverage.class::cast)
                .ifPresent(coverage -> sink.covered(
                        "coverage." + metric.name().toLowerCase(Locale.ROOT),
                        coverage.getCovered(),
                        coverage.getMissed()));
    }

    private static void tests(Node node, LibrarySink sink) {
        List<TestCase> cases = node.getTestCases();
        sink.tests(
                cases.size(),
                cases.stream()
                        .filter(one -> one.getResult() == TestCase.TestResult.FAILED)
                        .count(),
                cases.stream()
                        .filter(one -> one.getResult() == TestCase.TestResult.SKIPPED)
                        .count());
    }
}
