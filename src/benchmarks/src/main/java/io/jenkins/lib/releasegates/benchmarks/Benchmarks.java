package io.jenkins.lib.releasegates.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Measures figures, ours and the peers' in one run; ends with 1 when one of them is below its limit. */
public final class Benchmarks {

    private static final String BEGIN = "<!-- figures -->";
    private static final String END = "<!-- end of figures -->";

    private static final List<String> GROUPS =
            List.of("appends", "logs", "readers", "load", "secrets", "scan", "findings", "analysis", "budgets");

    private Benchmarks() {}

    /** Takes the file for the results, the page whose table is to be written anew when all is measured, and what is to be measured alone. */
    @EndsTheProcess
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path results = Path.of(arguments.length > 0 ? arguments[0] : "target/bench/results.json")
                .toAbsolutePath();
        Path folder = results.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("No folder for " + results);
        }
        Files.createDirectories(folder);
        List<String> groups = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : GROUPS;
        if (!GROUPS.containsAll(groups)) {
            throw new IllegalArgumentException("Found " + groups + ", allowed are " + GROUPS);
        }
        Instant at = Clock.systemUTC().instant();
        List<Row> rows = new ArrayList<>();
        Consumer<Row> shown = row -> {
            rows.add(row);
            System.out.println(row.text());
        };
        System.out.println("ours beside the peer's; each side in a JVM of its own");
        if (groups.contains("appends")) {
            new AppendBenchmark(folder).run(at).forEach(shown);
        }
        if (groups.contains("logs")) {
            new LogBenchmark(folder, at).run(shown);
        }
        if (groups.contains("readers")) {
            new ReaderBenchmarks(folder).run(at, shown);
        }
        if (groups.contains("load")) {
            new LoadBenchmark(folder).run(at, shown);
        }
        if (groups.contains("secrets")) {
            shown.accept(new SecretBenchmark(folder).run(at));
        }
        if (groups.contains("scan")) {
            new ScanBenchmark(folder).run(at, shown);
        }
        if (groups.contains("findings")) {
            new FindingsBenchmark(folder).run(at, shown);
        }
        if (groups.contains("analysis")) {
            new AnalysisBenchmark(folder, at).run(shown);
        }
        if (groups.contains("budgets")) {
            new BudgetBenchmark(folder, at).run(shown);
        }
        ArrayNode json = new ObjectMapper().createArrayNode();
        rows.forEach(row -> json.add(row.json()));
        Files.writeString(results, json.toPrettyString() + "\n");
        if (arguments.length > 1 && groups.containsAll(GROUPS)) {
            writeTable(Path.of(arguments[1]), rows);
        }
        if (!rows.stream().allMatch(Row::isGoodEnough)) {
            System.err.println("A figure is below its limit");
            System.exit(1);
        }
    }

    private static void writeTable(Path page, List<Row> rows) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no place for the table: '" + BEGIN + "' and '" + END + "'");
        }
        String table = rows.stream()
                .map(Row::markdown)
                .collect(Collectors.joining(
                        "\n",
                        BEGIN + "\nMeasured at " + rows.get(0).at() + " with Java "
                                + System.getProperty("java.version") + " on "
                                + Runtime.getRuntime().availableProcessors() + " cores.\n\n"
                                + "| work | ours | peer | unit | ratio | limit | our heap |\n|---|---|---|---|---|---|---|\n",
                        "\n"));
        Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    }
}
