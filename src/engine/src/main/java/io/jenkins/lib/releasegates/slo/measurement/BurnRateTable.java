package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import io.jenkins.lib.releasegates.slo.SloIssues;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which burn rates somebody is told of, by windows: an alert on several windows and burn rates. The numbers are those of the Site Reliability
 * Workbook, from a resource file that names its sources.
 */
record BurnRateTable(List<Row> rows) {

    private static final String SHIPPED = "google-30d.yaml";

    BurnRateTable {
        rows = List.copyOf(rows);
    }

    /**
     * One alert.
     *
     * @param budgetShare the share of the budget that is gone after the long window at that burn rate
     * @param shortWindow has to burn as fast, so that an alert ends soon after its cause
     */
    record Row(
            BurnAlert.Severity severity,
            BurnAlert.Speed speed,
            double budgetShare,
            Duration longWindow,
            Duration shortWindow) {

        /** The burn rate of this alert for an objective over that time. */
        double factor(Duration period) {
            return budgetShare * period.toMillis() / longWindow.toMillis();
        }
    }

    /** The rows that fit in a time; a window that is longer says nothing about it. */
    List<Row> within(Duration period) {
        return rows.stream()
                .filter(row -> row.longWindow().compareTo(period) <= 0)
                .toList();
    }

    /** The windows of some rows, the shortest first. */
    static List<Duration> windows(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> Stream.of(row.shortWindow(), row.longWindow()))
                .distinct()
                .sorted()
                .toList();
    }

    /** The shipped one. */
    static BurnRateTable shipped() {
        Issues issues = new Issues(SHIPPED);
        List<Row> rows = new ArrayList<>();
        PolicyText.of(bytes(), issues)
                .flatMap(text -> YamlDocument.read(text, issues))
                .flatMap(root -> Fields.of(root, "", SloIssues.keys("apiVersion", "kind", "spec"), issues))
                .flatMap(root -> root.fields("spec", SloIssues.keys("sloPeriod", "page", "ticket")))
                .ifPresent(spec -> {
                    for (BurnAlert.Severity severity : BurnAlert.Severity.values()) {
                        for (BurnAlert.Speed speed : BurnAlert.Speed.values()) {
                            row(spec, severity, speed).ifPresent(rows::add);
                        }
                    }
                });
        if (!issues.none() || rows.size() != 4) {
            throw new IllegalStateException("The shipped windows can't be read: " + issues.inOrder());
        }
        return new BurnRateTable(rows);
    }

    private static Optional<Row> row(Fields spec, BurnAlert.Severity severity, BurnAlert.Speed speed) {
        return spec.fields(severity.id(), SloIssues.keys("quick", "slow"))
                .flatMap(fields ->
                        fields.fields(speed.id(), SloIssues.keys("errorBudgetPercent", "shortWindow", "longWindow")))
                .map(fields -> new Row(
                        severity,
                        speed,
                        fields.decimal("errorBudgetPercent")
                                .orElseThrow()
                                .movePointLeft(2)
                                .doubleValue(),
                        fields.duration("longWindow").orElseThrow(),
                        fields.duration("shortWindow").orElseThrow()));
    }

    private static byte[] bytes() {
        try (InputStream in = BurnRateTable.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("The engine's jar lacks " + SHIPPED);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
