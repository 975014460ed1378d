package io.jenkins.lib.releasegates.evidence.reader.scanner;

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
 * The JSON report of Trivy: the object of schema 2, and the array of results that older versions write.
 *
 * <p>The report doesn't repeat what Trivy was told to look for. It speaks of vulnerabilities where it has a result for packages, and of secrets
 * only where it has found one. Misconfigurations count where their status is FAIL.
 */
public final class TrivyReader implements ReportReader {

    public static final String FORMAT = "trivy";

    private static final Set<String> PACKAGES = Set.of("os-pkgs", "lang-pkgs");

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
            tally.tool(TrivyFinding.TOOL);
            if (json.beginsArray()) {
                if (results(json, tally) == 0) {
                    throw json.unreadable("an array without a result, which says nothing; allowed is at least one");
                }
            } else if (json.atObject()) {
                object(json, tally);
            } else {
                throw json.unreadable("neither a JSON object nor an array, which is what Trivy writes");
            }
            json.end();
        }
    }

    private static void object(JsonReport json, ReportTally tally) throws IOException {
        boolean versioned = false;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "SchemaVersion" -> {
                    int version = json.integer(0);
                    if (version != 2) {
                        throw json.unreadable("SchemaVersion " + version + "; allowed is 2");
                    }
                    versioned = true;
                }
                case "Results" -> {
                    if (json.entersArray()) {
                        results(json, tally);
                    } else if (!json.isNull()) {
                        throw json.unreadable("Results is no array, which is what Trivy writes");
                    }
                }
                default -> json.skip();
            }
        }
        if (!versioned) {
            throw json.unreadable("SchemaVersion is missing, which the reports of Trivy have");
        }
    }

    private static int results(JsonReport json, ReportTally tally) throws IOException {
        int count = 0;
        while (json.element()) {
            if (!json.atObject()) {
                throw json.unreadable("a result that is no object, which is what is allowed");
            }
            count++;
            new Result(json, tally).read();
        }
        return count;
    }

    /** One result while it is read. */
    private static final class Result {

        private final JsonReport json;
        private final ReportTally tally;
        private String target = "";
        private boolean named;

        Result(JsonReport json, ReportTally tally) {
            this.json = json;
            this.tally = tally;
        }

        void read() throws IOException {
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "Target" -> {
                        target = json.text();
                        named = true;
                    }
                    case "Class" -> {
                        if (PACKAGES.contains(json.text())) {
                            tally.speaksOf(Topic.VULNERABILITIES, Topic.FIXES);
                        }
                    }
                    case "Vulnerabilities" -> {
                        tally.speaksOf(Topic.VULNERABILITIES, Topic.FIXES);
                        each(field, TrivyFinding::vulnerability);
                    }
                    case "Misconfigurations" -> each(field, TrivyFinding::misconfiguration);
                    case "Secrets" -> each(field, TrivyFinding::secret);
                    case "Licenses" -> each(field, TrivyFinding::license);
                    case "ExperimentalModifiedFindings" -> each(field, TrivyFinding::suppressed);
                    default -> json.skip();
                }
            }
            if (!named) {
                throw json.unreadable("a result without Target, which the results of Trivy have");
            }
        }

        private void each(String field, TrivyFinding.Maker maker) throws IOException {
            if (!json.entersArray()) {
                if (json.isNull()) {
                    return;
                }
                throw json.unreadable(field + " is no array, which is what Trivy writes");
            }
            for (Optional<JsonPart> one = json.nextPart(TrivyFinding.WANTED);
                    one.isPresent();
                    one = json.nextPart(TrivyFinding.WANTED)) {
                Optional<Found> found = maker.make(one.get(), target);
                found.ifPresent(tally.findings()::add);
            }
        }
    }
}
