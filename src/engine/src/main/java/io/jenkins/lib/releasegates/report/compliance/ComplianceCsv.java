package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.report.Shown;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The promotions of a report as comma-separated values: RFC 4180, a head and one row per promotion. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe, and no cell has more than one line.
 */
public final class ComplianceCsv {

    /** The cells of the head; a later version may add to the end. */
    static final List<String> HEAD = List.of(
            "promotion",
            "began",
            "began_before_period",
            "job",
            "build_number",
            "branch",
            "revision",
            "origin",
            "deployed_by",
            "artifacts",
            "outcome",
            "ended",
            "end_entry",
            "decision",
            "decided_at",
            "decision_outcome",
            "admits",
            "valid_until",
            "decided_build",
            "policy",
            "policy_digest",
            "rules_digest",
            "gates",
            "waivers",
            "evidence",
            "changes",
            "changes_complete",
            "changes_from",
            "changes_to",
            "people_with_a_part",
            "requests",
            "rule",
            "exclusions_checked",
            "doubts",
            "approved_by",
            "answers",
            "revoked",
            "exceptions",
            "exceptions_words",
            "drawn",
            "plain_inputs_no_approvals");

    private static final String FORMULA = "=+-@\t\r";
    private static final String MORE = " | ";

    private ComplianceCsv() {}

    /** Writes all rows; what it is written to isn't closed. */
    public static void write(ComplianceReport report, Appendable out) throws IOException {
        row(HEAD, out);
        Map<String, List<Exceptional>> exceptions = report.exceptionsByPromotion();
        for (Promotion one : report.promotions()) {
            List<String> cells = new ArrayList<>();
            begun(one, cells);
            decided(one, cells);
            approved(one, cells);
            exceptional(exceptions.getOrDefault(one.entry(), List.of()), cells);
            int drawn = report.sample().drawn().indexOf(one.entry()) + 1;
            cells.add(drawn == 0 ? "" : Integer.toString(drawn));
            cells.add(inputs(one));
            row(cells, out);
        }
    }

    private static void begun(Promotion one, List<String> cells) {
        cells.add(one.entry());
        cells.add(one.began().toString());
        cells.add(Boolean.toString(one.beganBefore()));
        cells.add(one.jobName());
        cells.add(Integer.toString(one.number()));
        cells.add(one.branch().orElse(""));
        cells.add(one.revision().orElse(""));
        cells.add(one.origin());
        cells.add(one.by().words());
        cells.add(one.artifacts().stream()
                .map(artifact -> artifact.name() + " " + artifact.digest())
                .collect(Collectors.joining(MORE)));
        cells.add(one.end().map(Promotion.End::outcome).orElse("NO END RECORDED"));
        cells.add(one.end().map(end -> end.at().toString()).orElse(""));
        cells.add(one.end().map(Promotion.End::entry).orElse(""));
    }

    private static void decided(Promotion one, List<String> cells) {
        Optional<Promotion.Decided> made = one.decision();
        cells.add(one.admittedBy());
        cells.add(made.map(decided -> decided.at().toString()).orElse(""));
        cells.add(made.map(Promotion.Decided::outcome).orElse("NOT IN THE RECORD"));
        cells.add(made.map(decided -> Boolean.toString(decided.admits())).orElse(""));
        cells.add(made.flatMap(Promotion.Decided::validUntil)
                .map(Instant::toString)
                .orElse(""));
        cells.add(
                made.map(decided -> decided.jobName() + " #" + decided.number()).orElse(""));
        cells.add(made.map(Promotion.Decided::policyName).orElse(""));
        cells.add(made.map(Promotion.Decided::policyDigest).orElse(""));
        cells.add(made.map(Promotion.Decided::rules).orElse(""));
        cells.add(made.map(Promotion.Decided::gates).orElse(List.of()).stream()
                .map(gate -> gate.name() + " " + gate.verdict() + " ("
                        + gate.provenance().orElse("nobody vouches") + (gate.advisory() ? ", advisory" : "") + ")")
                .collect(Collectors.joining(MORE)));
        cells.add(String.join(MORE, one.waivers()));
        cells.add(one.evidence().words());
    }

    private static void approved(Promotion one, List<String> cells) {
        Optional<Promotion.Changes> changes = one.changes();
        cells.add(changes.map(known -> Integer.toString(known.commits())).orElse("not in the record"));
        cells.add(changes.map(known -> Boolean.toString(known.complete())).orElse(""));
        cells.add(changes.flatMap(Promotion.Changes::from).orElse(""));
        cells.add(changes.flatMap(Promotion.Changes::to).orElse(""));
        cells.add(changes.flatMap(Promotion.Changes::authors)
                .map(count -> Integer.toString(count))
                .orElse(""));
        List<Promotion.Approval> asked = one.approvals();
        cells.add(joined(asked, request -> request.entry() + " " + request.status()));
        cells.add(joined(asked, request -> request.rule().orElse("")));
        cells.add(joined(asked, request -> String.join(" ", request.enforced())));
        cells.add(joined(asked, request -> String.join(" ", request.doubts())));
        cells.add(CompliancePage.approvers(one));
        cells.add(asked.stream()
                .flatMap(request -> request.answers().stream())
                .map(answer ->
                        answer.at() + " " + answer.answer() + " " + answer.by().words()
                                + answer.reason().map(why -> ": " + why).orElse(""))
                .collect(Collectors.joining(MORE)));
        cells.add(one.revocation().map(revoked -> revoked.at().toString()).orElse(""));
    }

    private static String inputs(Promotion one) {
        return one.inputs().stream()
                .map(input ->
                        input.at() + " " + input.answer() + " " + input.by().words() + ": " + input.input())
                .collect(Collectors.joining(MORE));
    }

    private static String joined(
            List<Promotion.Approval> asked, java.util.function.Function<Promotion.Approval, String> cell) {
        return asked.stream().map(cell).collect(Collectors.joining(MORE));
    }

    private static void exceptional(List<Exceptional> exceptions, List<String> cells) {
        cells.add(exceptions.stream()
                .map(exception -> exception.kind().name())
                .distinct()
                .collect(Collectors.joining(" ")));
        cells.add(exceptions.stream().map(Exceptional::words).collect(Collectors.joining(MORE)));
    }

    private static void row(List<String> cells, Appendable out) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    /** As RFC 4180 wants it; what isn't visible is made so, and what a spreadsheet would compute begins with an apostrophe. */
    static String cell(String text) {
        String shown = Shown.text(text);
        String begin = shown.stripLeading();
        boolean computes = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                || !begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0;
        String safe = computes ? "'" + shown : shown;
        return safe.indexOf('"') >= 0 || safe.indexOf(',') >= 0 || safe.indexOf('\n') >= 0
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
