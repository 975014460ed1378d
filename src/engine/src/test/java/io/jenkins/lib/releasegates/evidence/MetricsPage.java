package io.jenkins.lib.releasegates.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes docs/metrics.md from the catalogue; its argument is the root of the project. */
public final class MetricsPage {

    private MetricsPage() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0], "docs", "metrics.md"), text());
    }

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                Generated from the catalogue of the engine; a test compares. Every name may stand as `metric` of a threshold and in a condition
                (`int` for counts, `double` for all else). Those that need a baseline exist only in comparison with an earlier run.

                | metric | type in a condition | unit | better | needs a baseline | what it is |
                |---|---|---|---|---|---|
                """);
        for (Metric metric : MetricCatalog.all()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s | %s | %s |\n",
                    metric.name(),
                    metric.type().celType(),
                    metric.type() == MetricType.COUNT ? "count" : metric.type().unit(),
                    metric.direction() == Metric.Direction.HIGHER_IS_BETTER ? "higher" : "lower",
                    metric.needsBaseline() ? "yes" : "no",
                    metric.description()));
        }
        return page + """

                Metrics of a generic metrics file are `custom['name']` in a condition, of type `double`. They have no direction that the engine knows, so they
                can't stand in a threshold.
                """;
    }
}
