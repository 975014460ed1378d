package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.reader.report.MeteredStream;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * SARIF 2.1.0 (OASIS Standard, 27 March 2020).
 *
 * <p>One finding per result. Not counted are results whose {@code kind} isn't {@code fail} (3.27.9). Results that are suppressed (3.27.23: some
 * suppression, and none of them rejected or under review) are findings that are suppressed. {@code baselineState} is ignored: the baseline is ours. Tool
 * notifications are no findings. Severity: the {@code security-severity} of result or rule where there is one; else the level of the
 * result, else of its rule, else {@code warning} (3.27.10); error is HIGH, warning MEDIUM, note and none LOW.
 *
 * <p>A run that says itself that it was not successful (3.20.14), or has no results at all (3.14.23: not an empty array), is no report that
 * nothing was found, and can't be read.
 *
 * <p>Results are streamed. Only where a run names its tool, artifacts or base URIs behind its results, the file is read again, first for
 * those and then for the results.
 */
public final class SarifReader implements ReportReader {

    public static final String FORMAT = "sarif";

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
        long maxBytes = maxBytes(source.limits());
        try {
            new Pass(source.limits(), tally, List.of(), true).read(source.stream(maxBytes));
        } catch (NamedLaterException e) {
            tally.findings().clear();
            Digest one = twice(source, tally, maxBytes);
            if (!one.equals(source.digest())) {
                throw new UnreadableReportException("the report changed while it was read");
            }
        }
    }

    private static Digest twice(ReportSource source, ReportTally tally, long maxBytes) throws IOException {
        Pass first = new Pass(source.limits(), tally, List.of(), false);
        try (MeteredStream stream = source.again(maxBytes)) {
            first.read(stream);
        }
        try (MeteredStream stream = source.again(maxBytes)) {
            new Pass(source.limits(), tally, first.runs, true).read(stream);
            return stream.digest();
        }
    }

    /** What a result needs stands behind it. */
    private static final class NamedLaterException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;
    }

    /** One way through the document. */
    private static final class Pass {

        private final ReadLimits limits;
        private final ReportTally tally;
        private final List<SarifRun> known;
        private final boolean withResults;
        private final List<SarifRun> runs = new ArrayList<>();
        private final SarifResult result = new SarifResult();

        Pass(ReadLimits limits, ReportTally tally, List<SarifRun> known, boolean withResults) {
            this.limits = limits;
            this.tally = tally;
            this.known = known;
            this.withResults = withResults;
        }

        void read(InputStream stream) throws IOException {
            try (JsonReport json = new JsonReport(stream, limits)) {
                if (json.next() != JsonToken.START_OBJECT) {
                    throw json.unreadable("not a JSON object, which is what SARIF is");
                }
                boolean any = false;
                for (String field = json.field(); field != null; field = json.field()) {
                    switch (field) {
                        case "version" -> version(json);
                        case "runs" -> {
                            any = true;
                            readRuns(json);
                        }
                        default -> json.skip();
                    }
                }
                json.end();
                if (!any) {
                    throw json.unreadable("runs is missing; a SARIF log has it");
                }
                if (runs.isEmpty()) {
                    throw json.unreadable(
                            "runs is empty, so no tool has looked at anything; allowed is at least one run");
                }
            }
        }

        private void version(JsonReport json) throws IOException {
            String version = json.text();
            if (!version.startsWith("2.1")) {
                throw json.unreadable(
                        "SARIF version '" + UnreadableReportException.shown(version) + "'; allowed is 2.1.0");
            }
        }

        private void readRuns(JsonReport json) throws IOException {
            if (!json.entersArray()) {
                throw json.unreadable("runs is no array, which is what SARIF has");
            }
            while (json.element()) {
                if (json.token() != JsonToken.START_OBJECT) {
                    throw json.unreadable("a run that is no object, which is what SARIF has");
                }
                if (runs.size() >= SarifRun.MAX_ENTRIES) {
                    throw json.unreadable("more than " + SarifRun.MAX_ENTRIES + " runs, which is what is allowed");
                }
                readRun(json);
            }
        }

        private void readRun(JsonReport json) throws IOException {
            SarifRun run = runs.size() < known.size() ? known.get(runs.size()) : new SarifRun();
            runs.add(known.isEmpty() ? run : new SarifRun());
            boolean complete = !known.isEmpty();
            boolean anyResult = false;
            boolean looked = false;
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "results" -> {
                        looked = true;
                        anyResult |= readResults(json, run);
                    }
                    case "invocations" -> readInvocations(json);
                    case "tool", "artifacts", "originalUriBaseIds" -> {
                        if (complete) {
                            json.skip();
                        } else if (anyResult && (field.equals("tool") || run.missed())) {
                            throw new NamedLaterException();
                        } else {
                            run.read(field, json);
                        }
                    }
                    default -> json.skip();
                }
            }
            if (!looked) {
                throw json.unreadable(
                        "a run without results, which is how SARIF says that the tool didn't look (3.14.23), or has its"
                                + " results in another file; allowed is a run that holds them, [] when there are none");
            }
            tally.tool(run.tool());
            tally.speaksOf(SarifTools.topics(run.tool()));
        }

        /** What a tool has found before it gave up is not all that there is to find. */
        private static void readInvocations(JsonReport json) throws IOException {
            if (!json.entersArray()) {
                return;
            }
            while (json.element()) {
                if (json.token() != JsonToken.START_OBJECT) {
                    json.skipOpened();
                    continue;
                }
                boolean failed = false;
                String exit = "";
                for (String field = json.field(); field != null; field = json.field()) {
                    switch (field) {
                        case "executionSuccessful" -> {
                            failed = json.next() == JsonToken.VALUE_FALSE;
                            json.skipOpened();
                        }
                        case "exitCode" -> exit = ", exit code " + json.integer(-1);
                        default -> json.skip();
                    }
                }
                if (failed) {
                    throw json.unreadable(
                            "a run that was not successful, as the tool itself says (executionSuccessful is false"
                                    + exit + "); allowed is one that came to its end");
                }
            }
        }

        /** Whether there was any result. */
        private boolean readResults(JsonReport json, SarifRun run) throws IOException {
            if (!withResults || !json.entersArray()) {
                if (!withResults) {
                    json.skip();
                } else if (json.token() == JsonToken.VALUE_NULL) {
                    throw json.unreadable(
                            "results is null, which is how SARIF says that the tool couldn't look (3.14.23); allowed is []"
                                    + " when nothing was found");
                } else {
                    throw json.unreadable("results is no array, which is what SARIF has");
                }
                return false;
            }
            boolean any = false;
            while (json.element()) {
                if (json.token() != JsonToken.START_OBJECT) {
                    throw json.unreadable("a result that is no object, which is what SARIF has");
                }
                any = true;
                result.read(json);
                result.addTo(tally.findings(), run);
            }
            return any;
        }
    }
}
