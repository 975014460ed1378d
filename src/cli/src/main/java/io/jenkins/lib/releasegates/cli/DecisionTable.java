package io.jenkins.lib.releasegates.cli;

import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.lib.releasegates.report.Shown;
import java.util.ArrayList;
import java.util.List;

/** A decision as a table of text, a line per criterion, and why for each that stands in the way. */
final class DecisionTable {

    private static final int WIDEST = 44;
    private static final String[] HEAD = {"GATE", "VERDICT", "OBSERVED", "REQUIRED", "VOUCHED FOR"};

    private final Terminal terminal;
    private final List<String[]> rows = new ArrayList<>();
    private final List<Verdict.Kind> kinds = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    DecisionTable(Terminal terminal, AuditPage.Judgement decision) {
        this.terminal = terminal;
        for (GateResult gate : decision.gates()) {
            for (Verdict criterion : gate.criteria()) {
                add(gate, criterion);
            }
        }
    }

    private void add(GateResult gate, Verdict criterion) {
        String observed = Shown.text(criterion.grounds().observed());
        rows.add(new String[] {
            cut(Shown.text(gate.gate()) + (gate.advisory() ? " (advisory)" : "")),
            Shown.verdict(criterion.kind()),
            cut(observed.isEmpty() ? "nothing" : observed),
            cut(Shown.text(criterion.grounds().required())),
            criterion.grounds().provenance().map(provenance -> provenance.id()).orElse("by nobody")
        });
        kinds.add(criterion.kind());
        if (criterion.kind() != Verdict.Kind.PASSED && criterion.kind() != Verdict.Kind.NOT_APPLICABLE) {
            reasons.add("- " + gate.gate() + ": " + criterion.grounds().why());
        }
    }

    void print() {
        int[] widths = new int[HEAD.length];
        for (int column = 0; column < HEAD.length; column++) {
            widths[column] = HEAD[column].length();
            for (String[] row : rows) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        terminal.plain(line(HEAD, widths, 0));
        for (int i = 0; i < rows.size(); i++) {
            terminal.plain(line(rows.get(i), widths, colour(kinds.get(i))));
        }
        if (!reasons.isEmpty()) {
            terminal.line();
            reasons.forEach(terminal::line);
        }
    }

    static int colour(Verdict.Kind kind) {
        return switch (kind) {
            case FAILED, ERROR, INCONCLUSIVE -> 1;
            case WARNING, WAIVED -> 3;
            case PASSED, NOT_APPLICABLE -> 2;
        };
    }

    private String line(String[] cells, int[] widths, int colour) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.length; column++) {
            String padded = cells[column] + " ".repeat(widths[column] - cells[column].length() + 2);
            line.append(column == 1 && colour > 0 ? terminal.coloured(colour, padded) : padded);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text) {
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }
}
