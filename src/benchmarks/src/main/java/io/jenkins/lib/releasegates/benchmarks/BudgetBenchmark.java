package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusSettings;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.slo.file.SloReading;
import io.jenkins.lib.releasegates.slo.measurement.ErrorBudgets;
import io.jenkins.lib.releasegates.testkit.PrometheusProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What it costs to measure the error budgets of 1,000 objectives, beside the bare questions to the same Prometheus. */
final class BudgetBenchmark {

    private static final int OBJECTIVES = 1_000;
    private static final int WARM = 50;
    private static final int MOST_OF_A_FILE = 200;
    private static final int STEP = 300;
    private static final double LIMIT = 3;
    private static final String NAME = "prometheus";

    private final Path folder;
    private final Instant at;

    BudgetBenchmark(Path folder, Instant at) {
        this.folder = folder.resolve("budgets");
        this.at = at;
    }

    /** Shows the row when it is there; none without a Prometheus. */
    void run(Consumer<Row> rows) throws IOException, InterruptedException {
        Optional<String> missing = PrometheusProcess.missing();
        if (missing.isPresent()) {
            System.out.println("Error budgets: not measured, " + missing.get());
            return;
        }
        Files.createDirectories(folder);
        try (PrometheusProcess prometheus = PrometheusProcess.with(folder, samples())) {
            Noted server = new Noted(new PrometheusServer(
                    PrometheusSettings.of(
                            NAME,
                            ServerAddress.parse("connection", prometheus.uri().toString(), true)),
                    InstantSource.system()));
            measure(server, objectives(WARM));
            bare(prometheus.uri(), server.questions);
            server.questions.clear();
            double ours = measure(server, objectives(OBJECTIVES));
            double peer = bare(prometheus.uri(), server.questions);
            rows.accept(new Row(
                    "Error budgets of 1,000 objectives, beside the bare questions",
                    ours,
                    peer,
                    "ms",
                    ours / peer,
                    LIMIT,
                    0,
                    Row.Holds.AT_MOST,
                    at));
        } finally {
            AppendBenchmark.delete(folder);
        }
    }

    private String samples() {
        long until = at.getEpochSecond();
        long from = (until - Duration.ofDays(32).toSeconds()) / STEP * STEP;
        StringBuilder samples = new StringBuilder("# TYPE requests counter\n");
        for (String code : new String[] {"200", "500"}) {
            for (long time = from; time <= until; time += STEP) {
                samples.append("requests_total{code=\"")
                        .append(code)
                        .append("\"} ")
                        .append((time - from) / STEP * (code.equals("200") ? 999 : 1))
                        .append(' ')
                        .append(time)
                        .append('\n');
            }
        }
        return samples.append("# EOF\n").toString();
    }

    private static List<ServiceLevelObjective> objectives(int number) {
        List<SloFile> files = new ArrayList<>();
        for (int from = 0; from < number; from += MOST_OF_A_FILE) {
            files.add(file(from, Math.min(number, from + MOST_OF_A_FILE)));
        }
        SloReading read = SloFiles.read(files, SloSettings.of(NAME));
        if (read.objectives().size() != number) {
            throw new IllegalStateException("Objectives of our own are right: " + read.issues());
        }
        return read.objectives();
    }

    private static SloFile file(int from, int to) {
        StringBuilder yaml = new StringBuilder("version: prometheus/v1\nservice: shop\nslos:\n");
        for (int i = from; i < to; i++) {
            yaml.append("  - name: slo-")
                    .append(i)
                    .append("\n    objective: 99\n    sli:\n      events:\n")
                    .append("        error_query: sum(rate(requests_total{code=\"500\"}[{{.window}}]))\n")
                    .append("        total_query: sum(rate(requests_total[{{.window}}]))\n")
                    .append("    alerting:\n      name: Slo")
                    .append(i)
                    .append('\n');
        }
        return new SloFile("slo-" + from + ".yml", yaml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private double measure(MetricsServer server, List<ServiceLevelObjective> objectives) throws InterruptedException {
        long begin = System.nanoTime();
        for (ServiceLevelObjective objective : objectives) {
            Measured measured = ErrorBudgets.measure(objective, ErrorBudget.Way.QUERIED, server, at);
            if (!(measured instanceof Measured.Known)) {
                throw new IllegalStateException("There are data of all of it: " + measured);
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double bare(URI server, List<String> questions) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long begin = System.nanoTime();
        for (String question : questions) {
            String[] parts = question.split("\n", 2);
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(server.resolve("/api/v1/" + parts[0]))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(parts[1]))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("Prometheus answered with " + answer.statusCode());
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Notes what is asked, to ask the same again. */
    private static final class Noted implements MetricsServer {

        private final MetricsServer server;
        private final List<String> questions = new ArrayList<>();

        Noted(MetricsServer server) {
            this.server = server;
        }

        @Override
        public String name() {
            return server.name();
        }

        @Override
        public Answer at(String expression, Instant instant) throws MetricsException, InterruptedException {
            questions.add("query\n" + query(expression) + "&time=" + seconds(instant));
            return server.at(expression, instant);
        }

        @Override
        public Answer over(String expression, TimeSpan span) throws MetricsException, InterruptedException {
            questions.add("query_range\n" + query(expression) + "&start=" + seconds(span.from()) + "&end="
                    + seconds(span.to()) + "&step="
                    + seconds(Instant.EPOCH.plus(span.step())));
            return server.over(expression, span);
        }

        private static String query(String expression) {
            return "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        }

        private static String seconds(Instant instant) {
            return BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
        }
    }
}
