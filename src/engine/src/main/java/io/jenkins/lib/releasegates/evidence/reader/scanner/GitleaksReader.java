package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.Found;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.Topic;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON report of Gitleaks: the array of version 8, {@code []} when nothing was found, and an object with {@code leaks}.
 *
 * <p>The secret itself, the text around it, the commit's author and message are never read. Gitleaks knows no severities: a secret is HIGH
 * unless the report says otherwise.
 */
public final class GitleaksReader implements ReportReader {

    public static final String FORMAT = "gitleaks";

    private static final String TOOL = "gitleaks";

    /** Never {@code Secret}, {@code Match}, {@code Line}, {@code offender}, nor anything about persons. */
    private static final Set<String> LEAK = Set.of(
            "RuleID",
            "Description",
            "File",
            "StartLine",
            "Fingerprint",
            "rule_id",
            "rule",
            "description",
            "file",
            "start_line",
            "severity");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return "secrets";
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        try (JsonReport json = new JsonReport(source.stream(maxBytes(source.limits())), source.limits())) {
            if (json.beginsArray()) {
                leaks(json, tally);
            } else if (json.atObject()) {
                object(json, tally);
            } else {
                throw json.unreadable("no JSON array, which is what gitleaks writes, [] when nothing was found");
            }
            json.end();
            tally.tool(TOOL);
            tally.speaksOf(Topic.SECRETS);
        }
    }

    private static void object(JsonReport json, ReportTally tally) throws IOException {
        boolean listed = false;
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("leaks") && json.entersArray()) {
                listed = true;
                leaks(json, tally);
            } else if (field.equals("errors") && json.entersArray()) {
                if (json.element()) {
                    throw json.unreadable("errors of the tool itself; allowed is a report whose errors are []");
                }
            } else if (!field.equals("leaks") && !field.equals("errors")) {
                json.skip();
            }
        }
        if (!listed) {
            throw json.unreadable("leaks is missing; allowed is an array of leaks");
        }
    }

    private static void leaks(JsonReport json, ReportTally tally) throws IOException {
        for (Optional<JsonPart> one = json.nextPart(LEAK); one.isPresent(); one = json.nextPart(LEAK)) {
            JsonPart leak = one.get();
            String rule = first(leak, "RuleID", "rule_id", "rule");
            if (rule.isBlank()) {
                throw json.unreadable("a leak without its rule (RuleID), which it has to have");
            }
            String word = leak.text("severity");
            tally.findings()
                    .add(new Found(
                            FindingKind.SECRET,
                            rule,
                            word.isEmpty() ? Severity.HIGH : SeverityWords.of(word, Optional.empty()),
                            first(leak, "File", "file").replace('\\', '/'),
                            Math.max(leak.line("StartLine"), leak.line("start_line")),
                            first(leak, "Description", "description"),
                            TOOL,
                            leak.text("Fingerprint"),
                            Details.NONE));
        }
    }

    private static String first(JsonPart leak, String... names) {
        for (String name : names) {
            if (!leak.text(name).isEmpty()) {
                return leak.text(name);
            }
        }
        return "";
    }
}
