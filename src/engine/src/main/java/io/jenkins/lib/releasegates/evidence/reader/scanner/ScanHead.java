package io.jenkins.lib.releasegates.evidence.reader.scanner;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Scan;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonPart;
import io.jenkins.lib.releasegates.evidence.reader.json.JsonReport;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first line of a scan's result. */
record ScanHead(
        Scan.Kind kind,
        String tool,
        String toolVersion,
        Instant started,
        Digest worker,
        Optional<Digest> rules,
        Optional<Scan.Database> database,
        boolean knowsExploited) {

    static final Set<String> WANTED = Set.of(
            "type",
            "version",
            "kind",
            "tool",
            "name",
            "started",
            "worker",
            "rules",
            "digest",
            "database",
            "lastModified",
            "lastChecked",
            "records",
            "knownExploited");

    static ScanHead of(JsonPart line, JsonReport json) throws UnreadableReportException {
        if (!line.text("type").equals("scan")) {
            throw json.unreadable("a first line of type '" + UnreadableReportException.shown(line.text("type"))
                    + "'; allowed is scan");
        }
        if (!line.text("version").equals("1")) {
            throw json.unreadable(
                    "version '" + UnreadableReportException.shown(line.text("version")) + "'; allowed is 1");
        }
        String name = line.text("kind");
        Optional<Scan.Kind> kind = Scan.Kind.ofId(name);
        if (kind.isEmpty()) {
            throw json.unreadable("a scan of the kind '" + UnreadableReportException.shown(name)
                    + "'; allowed are sca, sast, secrets");
        }
        Optional<JsonPart> database = line.part("database");
        if (database.isPresent() != (kind.get() == Scan.Kind.SCA)) {
            throw json.unreadable(
                    database.isPresent()
                            ? "a database of a scan that isn't for vulnerabilities; allowed is none"
                            : "a scan for vulnerabilities without a database; it has to name it");
        }
        Optional<JsonPart> rules = line.part("rules");
        return new ScanHead(
                kind.get(),
                UnreadableReportException.shown(line.text("tool", "name")),
                UnreadableReportException.shown(line.text("tool", "version")),
                instant(line, "started", json),
                digest(line, "worker", json),
                rules.isPresent() ? Optional.of(digest(rules.get(), "digest", json)) : Optional.empty(),
                database.isPresent() ? Optional.of(database(database.get(), json)) : Optional.empty(),
                database.isPresent()
                        && !database.get().text("knownExploited").isEmpty()
                        && count(database.get(), "knownExploited", json) > 0);
    }

    /** A rule that it was given. */
    static SuppressionRule suppression(JsonPart line, JsonReport json) throws UnreadableReportException {
        return new SuppressionRule(
                digest(line, "id", json),
                SuppressionRule.Use.of(line.text("use"))
                        .orElseThrow(() -> json.unreadable("a suppression whose use is '"
                                + UnreadableReportException.shown(line.text("use"))
                                + "'; allowed are USED, UNUSED, EXPIRED")),
                line.text("by"),
                line.line("line"),
                line.text("covers"),
                line.text("reason"),
                line.text("owner"),
                line.text("until"));
    }

    /** The scan, when its last line is there. */
    Scan finished(JsonPart end, List<SuppressionRule> suppressions, JsonReport json) throws UnreadableReportException {
        return new Scan(
                kind,
                tool,
                toolVersion,
                started,
                instant(end, "finished", json),
                worker,
                rules,
                database,
                count(end, "files", json),
                count(end, "cached", json),
                suppressions);
    }

    private static Scan.Database database(JsonPart part, JsonReport json) throws UnreadableReportException {
        return new Scan.Database(
                UnreadableReportException.shown(part.text("version")),
                digest(part, "digest", json),
                instant(part, "lastModified", json),
                instant(part, "lastChecked", json),
                count(part, "records", json));
    }

    private static Instant instant(JsonPart part, String field, JsonReport json) throws UnreadableReportException {
        try {
            return Instant.parse(part.text(field));
        } catch (DateTimeException e) {
            throw json.unreadable(field + " is '" + UnreadableReportException.shown(part.text(field))
                    + "'; allowed is an instant such as 2026-11-21T10:00:00.000Z");
        }
    }

    private static Digest digest(JsonPart part, String field, JsonReport json) throws UnreadableReportException {
        try {
            return Digest.parse(part.text(field));
        } catch (IllegalArgumentException e) {
            throw json.unreadable(field + " is '" + UnreadableReportException.shown(part.text(field))
                    + "'; allowed is sha256: and 64 hexadecimal digits");
        }
    }

    private static long count(JsonPart part, String field, JsonReport json) throws UnreadableReportException {
        double number = part.number(field);
        if (!(number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number))) {
            throw json.unreadable(field + " is '" + UnreadableReportException.shown(part.text(field))
                    + "'; allowed is a whole number from 0");
        }
        return (long) number;
    }
}
