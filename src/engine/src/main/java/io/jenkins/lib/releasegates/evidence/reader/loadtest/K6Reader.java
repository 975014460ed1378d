package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.load.LoadNames;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import java.io.IOException;

/**
 * k6's summary of a test in JSON: what {@code --summary-export} writes, and what {@code handleSummary(data)} gets, as k6's documentation describes
 * them under "Results output, End of test".
 *
 * <p>Both have {@code metrics} and {@code root_group}. In the first the values of a metric stand in it and the value of a threshold is true when it
 * was crossed; in the second they stand in {@code values}, and a threshold is an object with {@code ok}.
 */
public final class K6Reader implements ReportReader {

    public static final String FORMAT = "k6";

    /** The field that no other format of ours has. */
    public static final String KEY = "root_group";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return LoadNames.FAMILY;
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        try (JsonReport json = new JsonReport(source.stream(maxBytes(source.limits())), source.limits())) {
            json.beginObject(FORMAT);
            K6Metrics metrics = new K6Metrics(json);
            K6Checks checks = new K6Checks(json);
            boolean measured = false;
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "metrics" -> {
                        if (measured || !json.entersObject()) {
                            throw json.unreadable("metrics is no object, or there twice; allowed is one object");
                        }
                        measured = true;
                        metrics.read();
                    }
                    case KEY -> {
                        if (!json.entersObject()) {
                            throw json.unreadable(KEY + " is no object, which is what is allowed");
                        }
                        checks.group();
                    }
                    default -> json.skip();
                }
            }
            json.end();
            if (!measured) {
                throw json.unreadable(
                        "metrics is missing; allowed is what --summary-export or handleSummary(data) writes");
            }
            new K6Summary(json, metrics, checks).addTo(tally.load());
        }
        tally.tool(FORMAT);
    }
}
