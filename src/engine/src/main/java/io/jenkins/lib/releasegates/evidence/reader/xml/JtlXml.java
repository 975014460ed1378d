package io.jenkins.lib.releasegates.evidence.reader.xml;

import io.jenkins.lib.releasegates.evidence.load.ResponseTimes;
import io.jenkins.lib.releasegates.evidence.load.Samples;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The samples of JMeter's results in XML, version 1.2 of JMeter's user manual, "XML log format 2.1": {@code httpSample} and {@code sample} below
 * {@code testResults}, with {@code t} elapsed, {@code ts} start, {@code s} success, {@code rm} message, {@code sc} count.
 */
public final class JtlXml {

    public static final String ROOT = "testResults";

    /** What the message of a transaction begins with. */
    public static final String TRANSACTION = "Number of samples in transaction";

    private static final Pattern MESSAGE =
            Pattern.compile(TRANSACTION + " : (\\d{1,9}), number of failing samples : \\d{1,9}");
    private static final long LATEST = 253_402_300_799_999L;

    private final XmlReport xml;
    private final Samples samples;

    private JtlXml(XmlReport xml, Samples samples) {
        this.xml = xml;
        this.samples = samples;
    }

    /** How many samples a transaction has, by the message that its controller writes; empty where it isn't one. */
    public static OptionalLong transaction(String message) {
        Matcher matcher = MESSAGE.matcher(message);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** Reads the samples of the top level. */
    public static void read(ReportSource source, long maxBytes, Samples samples) throws IOException {
        XmlReport xml = new XmlReport(source.stream(maxBytes), source.head(), source.limits());
        String root = xml.root();
        if (!root.equals(ROOT)) {
            throw xml.unreadable(
                    "the root element <" + UnreadableReportException.shown(root) + ">; allowed is <" + ROOT + ">");
        }
        String version = xml.attribute("version");
        if (version != null && !version.equals("1.2")) {
            throw xml.unreadable(
                    "version '" + UnreadableReportException.shown(version) + "' of <" + ROOT + ">; allowed is 1.2");
        }
        JtlXml reader = new JtlXml(xml, samples);
        while (xml.next()) {
            if (xml.isStart()) {
                reader.sample();
            }
        }
    }

    private void sample() throws IOException {
        if (!isSample()) {
            throw xml.unreadable("<" + UnreadableReportException.shown(xml.name()) + "> in <" + ROOT
                    + ">; allowed are <httpSample> and <sample>");
        }
        long elapsed = xml.count("t");
        String written = xml.attribute("ts");
        long start = written == null ? -1 : xml.count("ts", written);
        if (elapsed > ResponseTimes.MAX || start == 0 || start > LATEST) {
            throw xml.unreadable("t=\"" + elapsed + "\" and ts=\"" + written + "\"; allowed are up to "
                    + ResponseTimes.MAX + ", and from 1 to " + LATEST);
        }
        boolean succeeded = succeeded(xml.attribute("s"));
        String count = xml.attribute("sc");
        if (count != null && !count.equals("1")) {
            throw xml.unreadable("sc=\"" + UnreadableReportException.shown(count)
                    + "\"; allowed is 1, since the times of several in one sample aren't known");
        }
        String message = xml.attribute("rm");
        OptionalLong inside = message == null ? OptionalLong.empty() : transaction(message);
        boolean nested = hasNested();
        if (inside.isEmpty() || nested) {
            samples.request(start, elapsed, succeeded);
        } else if (inside.getAsLong() > 0 || !succeeded) {
            samples.transaction(start, elapsed, succeeded, inside.getAsLong());
        }
    }

    /** Goes to the end of the sample, and says whether others are in it. */
    private boolean hasNested() throws IOException {
        int depth = xml.depth();
        boolean nested = false;
        while (xml.next() && xml.depth() >= depth) {
            nested |= xml.isStart() && isSample();
        }
        return nested;
    }

    private boolean isSample() {
        return xml.name().equals("httpSample") || xml.name().equals("sample");
    }

    private boolean succeeded(@Nullable String text) throws UnreadableReportException {
        if ("true".equals(text) || "false".equals(text)) {
            return "true".equals(text);
        }
        throw xml.unreadable("s=\"" + UnreadableReportException.shown(text == null ? "" : text) + "\" of <" + xml.name()
                + ">; allowed are true and false");
    }
}
