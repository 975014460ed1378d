package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.Found;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The report "traditional-json" of ZAP, one finding per instance of an alert, at the address without its query.
 *
 * <p>Risks High, Medium and Low are severities, Informational is LOW; what somebody marked as a false positive is suppressed. A report needs a
 * site: without one ZAP has reached nothing.
 */
public final class ZapReader implements ReportReader {

    public static final String FORMAT = "zap";

    private static final String TOOL = "ZAP";
    private static final String FALSE_POSITIVE = "0";
    private static final Set<String> ALERT = Set.of(
            "pluginid",
            "alertRef",
            "alert",
            "name",
            "riskcode",
            "riskdesc",
            "confidence",
            "cweid",
            "instances",
            "uri",
            "method",
            "param");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return "issues";
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        try (JsonReport json = new JsonReport(source.stream(maxBytes(source.limits())), source.limits())) {
            json.beginObject(TOOL);
            int sites = 0;
            for (String field = json.field(); field != null; field = json.field()) {
                if (field.equals("site") && json.entersArray()) {
                    while (json.element()) {
                        if (!json.atObject()) {
                            throw json.unreadable("a site that is no object, which is what is allowed");
                        }
                        sites++;
                        site(json, tally);
                    }
                } else if (!field.equals("site")) {
                    json.skip();
                }
            }
            json.end();
            if (sites == 0) {
                throw json.unreadable("no site, so nothing was reached; allowed is at least one");
            }
            tally.tool(TOOL);
        }
    }

    private static void site(JsonReport json, ReportTally tally) throws IOException {
        String name = "";
        boolean listed = false;
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("@name")) {
                name = json.text();
            } else if (field.equals("alerts") && json.entersArray()) {
                listed = true;
                for (Optional<JsonPart> one = json.nextPart(ALERT); one.isPresent(); one = json.nextPart(ALERT)) {
                    alert(one.get(), name, tally, json);
                }
            } else if (!field.equals("alerts")) {
                json.skip();
            }
        }
        if (!listed) {
            throw json.unreadable("a site without alerts, which it has even when there are none: []");
        }
    }

    private static void alert(JsonPart alert, String site, ReportTally tally, JsonReport json) throws IOException {
        Severity severity = switch (alert.text("riskcode")) {
            case "3" -> Severity.HIGH;
            case "2" -> Severity.MEDIUM;
            case "1", "0" -> Severity.LOW;
            default -> throw json.unreadable("an alert without a riskcode from 0 to 3, which it has to have");
        };
        List<JsonPart> instances = alert.parts("instances");
        if (instances.isEmpty()) {
            tally.findings().add(found(alert, severity, site, ""));
        }
        for (JsonPart instance : instances) {
            String what = instance.text("method") + " " + instance.text("param");
            tally.findings().add(found(alert, severity, address(instance.text("uri")), what));
        }
    }

    private static Found found(JsonPart alert, Severity severity, String address, String what) {
        String rule = alert.text("alertRef").isEmpty() ? alert.text("pluginid") : alert.text("alertRef");
        String name = alert.text("name").isEmpty() ? alert.text("alert") : alert.text("name");
        return new Found(FindingKind.ISSUE, rule, severity, address, 0, name, TOOL, rule + " " + what, details(alert));
    }

    private static Details details(JsonPart alert) {
        String cwe = alert.text("cweid");
        boolean falsePositive = alert.text("confidence").equals(FALSE_POSITIVE);
        return new DetailsBuilder()
                .severitySource(alert.text("riskdesc"))
                .cwes(cwe.matches("[1-9]\\d{0,6}") ? List.of("CWE-" + cwe) : List.of())
                .suppressed(
                        falsePositive
                                ? Optional.of(Suppression.by(TOOL, "marked as a false positive"))
                                : Optional.empty())
                .build();
    }

    /** A query may hold what a session was given. */
    private static String address(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
                return uri.substring(0, i);
            }
        }
        return uri;
    }
}
