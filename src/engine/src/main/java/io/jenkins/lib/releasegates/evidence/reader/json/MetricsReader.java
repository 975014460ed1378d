package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Numbers of any tool in our own JSON format, docs/formats/metrics-report.md.
 *
 * <p>A value of {@code null} says that the tool has none: it becomes NaN, which passes no gate.
 */
public final class MetricsReader implements ReportReader {

    public static final String FORMAT = "metrics";

    /** The field that marks the format and carries its version. */
    public static final String KEY = "release-gates-metrics";

    private static final int MAX_NAMES = 10_000;
    private static final int MAX_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return "custom";
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        try (JsonReport json = new JsonReport(source.stream(maxBytes(source.limits())), source.limits())) {
            if (json.next() != JsonToken.START_OBJECT) {
                throw json.unreadable("not a JSON object, which is what is allowed");
            }
            boolean versioned = false;
            boolean listed = false;
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case KEY -> {
                        if (json.integer(-1) != 1) {
                            throw json.unreadable("an unknown version in " + KEY + "; allowed is 1");
                        }
                        versioned = true;
                    }
                    case "tool" -> tally.tool(json.text());
                    case "metrics" -> {
                        if (listed || !json.entersArray()) {
                            throw json.unreadable("metrics is no array, or there twice; allowed is one array");
                        }
                        listed = true;
                        while (json.element()) {
                            metric(json, tally);
                        }
                    }
                    default -> json.skip();
                }
            }
            json.end();
            if (!versioned || !listed) {
                throw json.unreadable((versioned ? "metrics" : KEY) + " is missing; it has to be there");
            }
        }
    }

    private static void metric(JsonReport json, ReportTally tally) throws IOException {
        if (json.token() != JsonToken.START_OBJECT) {
            throw json.unreadable("an element of metrics that is no object, which is what is allowed");
        }
        String name = "";
        double value = 0;
        boolean valued = false;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "name" -> name = json.text();
                case "value" -> {
                    value = value(json);
                    valued = true;
                }
                default -> json.skip();
            }
        }
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw json.unreadable("a metric named '" + UnreadableReportException.shown(name) + "'; allowed are up to "
                    + MAX_NAME + " characters of " + NAME.pattern());
        }
        if (!valued) {
            throw json.unreadable("the metric " + name + " has no value; allowed is a number, or null");
        }
        if (!tally.number(name, value)) {
            throw json.unreadable("the metric " + name + " is there twice; allowed is once");
        }
        if (tally.numbers().size() > MAX_NAMES) {
            throw json.unreadable("more than " + MAX_NAMES + " metrics, which is what is allowed");
        }
    }

    private static double value(JsonReport json) throws IOException {
        JsonToken token = json.next();
        if (token == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw json.unreadable("a value that is no number; allowed is a number, or null");
        }
        double value = json.number();
        if (Double.isInfinite(value)) {
            throw json.unreadable("a value beyond what a double holds");
        }
        return value;
    }
}
