package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.reader.json.MetricsReader;
import io.jenkins.lib.releasegates.evidence.reader.json.SarifReader;
import io.jenkins.lib.releasegates.evidence.reader.library.LibraryFormat;
import io.jenkins.lib.releasegates.evidence.reader.loadtest.JmeterReader;
import io.jenkins.lib.releasegates.evidence.reader.loadtest.K6Reader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import io.jenkins.lib.releasegates.evidence.reader.scanner.CycloneDxReader;
import io.jenkins.lib.releasegates.evidence.reader.scanner.DependencyCheckReader;
import io.jenkins.lib.releasegates.evidence.reader.scanner.GitleaksReader;
import io.jenkins.lib.releasegates.evidence.reader.scanner.GrypeReader;
import io.jenkins.lib.releasegates.evidence.reader.scanner.ScanResultReader;
import io.jenkins.lib.releasegates.evidence.reader.scanner.TrivyReader;
import io.jenkins.lib.releasegates.evidence.reader.scanner.ZapReader;
import io.jenkins.lib.releasegates.evidence.reader.xml.CoberturaReader;
import io.jenkins.lib.releasegates.evidence.reader.xml.JUnitReader;
import io.jenkins.lib.releasegates.evidence.reader.xml.JacocoReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All readers by the names of their formats; ours take precedence over those of the libraries. */
final class Readers {

    private final Map<String, ReportReader> own = new TreeMap<>(List.of(
                    new JUnitReader(),
                    new JacocoReader(),
                    new CoberturaReader(),
                    new SarifReader(),
                    new MetricsReader(),
                    new ScanResultReader(),
                    new CycloneDxReader(),
                    new DependencyCheckReader(),
                    new GitleaksReader(),
                    new GrypeReader(),
                    new JmeterReader(),
                    new K6Reader(),
                    new TrivyReader(),
                    new ZapReader())
            .stream()
            .collect(Collectors.toMap(ReportReader::format, Function.identity())));

    Collection<String> names() {
        Collection<String> names = new TreeSet<>(LibraryFormat.names());
        names.addAll(own.keySet());
        return names;
    }

    /** What a format feeds; empty when there is no such format, or nobody named one. */
    Optional<String> family(String format) {
        return find(format).map(ReportReader::family);
    }

    /**
     * The reader of a format.
     *
     * @throws IllegalArgumentException when there is none
     */
    ReportReader get(String format) {
        return find(format).orElseThrow(() -> new IllegalArgumentException("No reader for the format " + format));
    }

    /** Why nothing is read for that name. */
    String unknown(String format) {
        return "the format '" + UnreadableReportException.shown(format) + "' isn't known; allowed are "
                + String.join(", ", names());
    }

    private Optional<ReportReader> find(String format) {
        ReportReader reader = own.get(format);
        return reader != null ? Optional.of(reader) : LibraryFormat.find(format).map(LibraryReader::new);
    }
}
