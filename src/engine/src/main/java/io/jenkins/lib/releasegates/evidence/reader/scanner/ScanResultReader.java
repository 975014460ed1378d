package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.Topic;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of our own scan worker, docs/formats/scan-result.md: JSON Lines from {@code scan} to {@code end}.
 *
 * <p>A result without its end, or whose end counts other lines than there are, can't be read. What the scan couldn't look at, and a scan that
 * looked at nothing, are problems that touch its metrics.
 */
public final class ScanResultReader implements ReportReader {

    public static final String FORMAT = "scan-result";

    private static final int MAX_PROBLEMS = 50;

    /** Rules that are kept; where there are more, nobody can tell what has changed among them. */
    private static final int MAX_SUPPRESSIONS = 10_000;

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String family() {
        return "findings";
    }

    @Override
    public void read(ReportSource source, ReportTally tally) throws IOException {
        try (JsonReport json = new JsonReport(source.stream(maxBytes(source.limits())), source.limits())) {
            new Lines(json, source.file().path(), tally).read();
        }
    }

    /** The state of one reading. */
    private static final class Lines {

        private final JsonReport json;
        private final String path;
        private final ReportTally tally;
        private long findings;
        private long components;
        private long problems;
        private final List<SuppressionRule> suppressions = new ArrayList<>();
        private long suppressionLines;
        private long unresolved;

        Lines(JsonReport json, String path, ReportTally tally) {
            this.json = json;
            this.path = path;
            this.tally = tally;
        }

        void read() throws IOException {
            if (!json.nextObject()) {
                throw json.unreadable("nothing; the first line has to be a scan");
            }
            ScanHead head = ScanHead.of(json.part(ScanHead.WANTED), json);
            Scan.Kind kind = head.kind();
            tally.tool(head.tool());
            tally.speaksOf(topics(kind));
            if (head.knowsExploited()) {
                tally.speaksOf(Topic.EXPLOITED);
            }
            boolean ended = false;
            while (!ended && json.nextObject()) {
                JsonPart line = json.part(ScanFinding.WANTED);
                switch (line.text("type")) {
                    case "component" -> components++;
                    case "finding" -> {
                        findings++;
                        tally.findings().add(ScanFinding.found(line, kind, head.tool(), json));
                    }
                    case "problem" -> problem(line, kind);
                    case "suppression" -> suppression(line);
                    case "unresolved" -> unresolved++;
                    case "end" -> {
                        ended = true;
                        end(line, head, kind);
                    }
                    case "scan" -> throw json.unreadable("a second scan; allowed is one");
                    case "" -> throw json.unreadable("a line without a type, which it has to have");
                    default -> {
                        // Lines of later versions of the same format.
                    }
                }
            }
            if (!ended) {
                throw json.unreadable("the end of the file without the line 'end': the scan didn't come to its end");
            }
            if (json.nextObject()) {
                throw json.unreadable("something behind the line 'end'");
            }
        }

        private void problem(JsonPart line, Scan.Kind kind) {
            problems++;
            if (problems <= MAX_PROBLEMS) {
                String where = line.text("path").isEmpty() ? path : path + ": " + shown(line.text("path"));
                tally.problem(new Problem(
                        Problem.Kind.UNREADABLE,
                        where,
                        "the scan could not look at it: " + shown(line.text("message")),
                        Optional.of(kind.family())));
            }
        }

        private void suppression(JsonPart line) throws UnreadableReportException {
            suppressionLines++;
            if (suppressionLines <= MAX_SUPPRESSIONS) {
                suppressions.add(ScanHead.suppression(line, json));
            }
        }

        private void end(JsonPart line, ScanHead head, Scan.Kind kind) throws IOException {
            count(line, "findings", findings);
            count(line, "components", components);
            count(line, "problems", problems);
            if (line.has("suppressions") || suppressionLines > 0) {
                count(line, "suppressions", suppressionLines);
            }
            if (line.has("unresolved") || unresolved > 0) {
                count(line, "unresolved", unresolved);
                if (kind == Scan.Kind.SCA) {
                    tally.speaksOf(Topic.UNRESOLVED);
                    tally.unresolved = unresolved;
                }
            }
            if (suppressionLines > MAX_SUPPRESSIONS) {
                tally.problem(new Problem(
                        Problem.Kind.UNREADABLE,
                        path,
                        "the scan was given " + suppressionLines + " suppressions; allowed are " + MAX_SUPPRESSIONS,
                        Optional.of("suppressions")));
            }
            if (problems > MAX_PROBLEMS) {
                tally.problem(new Problem(
                        Problem.Kind.UNREADABLE,
                        path,
                        "the scan could not look at " + (problems - MAX_PROBLEMS) + " more files",
                        Optional.of(kind.family())));
            }
            Scan scan = head.finished(line, suppressions, json);
            if (scan.files() == 0) {
                tally.problem(new Problem(
                        Problem.Kind.MISSING,
                        path,
                        "the scan looked at no file; it has to look at one at least",
                        Optional.of(kind.family())));
            }
            tally.scan(scan);
        }

        private void count(JsonPart line, String what, long found) throws UnreadableReportException {
            if (line.number(what) != found) {
                throw json.unreadable("an end that counts '" + UnreadableReportException.shown(line.text(what)) + "' "
                        + what + " behind " + found + " of them; allowed is their number");
            }
        }

        private static String shown(String text) {
            String line = text.replaceAll("\\p{Cntrl}+", " ");
            return line.length() > 300 ? line.substring(0, 300) + "…" : line;
        }

        private static Topic[] topics(Scan.Kind kind) {
            return switch (kind) {
                case SCA -> new Topic[] {Topic.VULNERABILITIES, Topic.FIXES, Topic.COMPONENTS};
                case SECRETS -> new Topic[] {Topic.SECRETS};
                case SAST -> new Topic[0];
            };
        }
    }
}
