package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.load.LoadNames;
import io.jenkins.lib.releasegates.evidence.load.Samples;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import io.jenkins.lib.releasegates.evidence.reader.xml.JtlXml;
import io.jenkins.lib.releasegates.evidence.reader.xml.XmlProlog;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * JMeter's results (JTL) in CSV and in XML, as its user manual describes them under "Listeners".
 *
 * <p>Counted as JMeter's own dashboard and summariser count: a sample of the top level is one, what is nested in it (redirects, embedded resources)
 * isn't counted again, and a transaction whose requests stand beside it isn't counted either.
 */
public final class JmeterReader implements ReportReader {

    public static final String FORMAT = "jmeter";

    private static final String DELIMITERS = ",;\t|";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return LoadNames.FAMILY;
    }

    /**
     * Whether that is a JTL in CSV: by its header, or by its name.
     *
     * @param head the beginning of the report
     */
    public static boolean recognises(String path, String head) {
        List<String> names = List.of(firstLine(head).split("[,;\t|]", 50));
        return names.contains("elapsed") && (names.contains("timeStamp") || names.contains("success"))
                || path.toLowerCase(Locale.ROOT).endsWith(".jtl") && !head.isBlank();
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        Samples samples = new Samples();
        String head = XmlProlog.text(source.head());
        String start = head.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            throw new UnreadableReportException(1, 1, "JSON; allowed is what JMeter writes, CSV or XML");
        }
        if (start.startsWith("<")) {
            JtlXml.read(source, maxBytes(source.limits()), samples);
        } else {
            JtlCsv.read(new CsvRows(source.stream(maxBytes(source.limits())), delimiter(head)), samples);
        }
        String objection = samples.objection().orElse("");
        if (!objection.isEmpty()) {
            throw new UnreadableReportException(objection);
        }
        samples.addTo(tally.load());
        tally.tool("JMeter");
    }

    private static char delimiter(String head) {
        return (char) firstLine(head)
                .chars()
                .filter(c -> DELIMITERS.indexOf(c) >= 0)
                .findFirst()
                .orElse(',');
    }

    private static String firstLine(String head) {
        return head.lines().findFirst().orElse("");
    }
}
