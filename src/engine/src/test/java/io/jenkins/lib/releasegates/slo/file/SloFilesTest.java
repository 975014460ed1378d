package io.jenkins.lib.releasegates.slo.file;

import static io.jenkins.lib.releasegates.slo.file.SloTexts.OPEN_SLO;
import static io.jenkins.lib.releasegates.slo.file.SloTexts.SETTINGS;
import static io.jenkins.lib.releasegates.slo.file.SloTexts.SLOTH;
import static io.jenkins.lib.releasegates.slo.file.SloTexts.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.BudgetWindow;
import io.jenkins.lib.releasegates.slo.Budgeting;
import io.jenkins.lib.releasegates.slo.Comparison;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.Indicator;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SloFilesTest {

    private static ServiceLevelObjective one(String... texts) {
        SloReading reading = read(SETTINGS, texts);
        assertThat(reading.issues()).isEmpty();
        assertThat(reading.objectives()).hasSize(1);
        return reading.objectives().get(0);
    }

    @Test
    void shouldReadAnObjectiveOfOpenSlo() {
        assertThat(one(OPEN_SLO))
                .isEqualTo(new ServiceLevelObjective(
                        new ServiceLevelObjective.Name("shop", "checkout", ""),
                        0.9995,
                        new BudgetWindow.Rolling(Duration.ofDays(28)),
                        new Budgeting.Occurrences(),
                        new Indicator.EventRatio(
                                new Expression("sum(orders_total{code!~\"5..\"})", Expression.Form.COUNTER),
                                true,
                                new Expression("sum(orders_total)", Expression.Form.COUNTER)),
                        "prometheus",
                        Optional.empty()));
    }

    @Test
    void shouldReadAnObjectiveOfSlothWithThePeriodThatItsOwnerNames() {
        SloReading reading =
                read(new SloSettings(List.of("metrics"), Optional.of("metrics"), Duration.ofDays(28)), SLOTH);

        assertThat(reading.issues()).isEmpty();
        assertThat(reading.objectives()).singleElement().satisfies(objective -> {
            assertThat(objective.name()).hasToString("shop/requests");
            assertThat(objective.target()).isEqualTo(0.999);
            assertThat(objective.window()).isEqualTo(new BudgetWindow.Rolling(Duration.ofDays(28)));
            assertThat(objective.connection()).isEqualTo("metrics");
            assertThat(objective.recorded())
                    .hasValueSatisfying(series -> assertThat(series.selector())
                            .isEqualTo("{sloth_id=\"shop-requests\", sloth_service=\"shop\", sloth_slo=\"requests\"}"));
            Indicator.EventRatio events = (Indicator.EventRatio) objective.indicator();
            assertThat(events.ofGood()).isFalse();
            assertThat(events.total().counted(Duration.ofHours(6))).isEqualTo("sum(rate(http_total[6h]))");
        });
    }

    @Test
    void shouldReadTheSameObjectiveOfKubernetes() {
        String kubernetes = """
                apiVersion: sloth.slok.dev/v1
                kind: PrometheusServiceLevel
                metadata: {name: shop, namespace: monitoring}
                spec:
                  service: shop
                  slos:
                    - name: requests
                      objective: 99.9
                      sli:
                        events:
                          errorQuery: sum(rate(http_total{code=~"5.."}[{{.window}}]))
                          totalQuery: sum(rate(http_total[{{ .window }}]))
                      alerting: {name: Requests, pageAlert: {disable: true}}
                """;

        assertThat(one(kubernetes)).isEqualTo(one(SLOTH));
    }

    @Test
    void shouldReadARatioThatSlothWasGiven() {
        String raw = SLOTH.replaceAll(
                "(?s)events:.*alerting", "raw: {error_ratio_query: '1 - x[{{.window}}]'}\n    alerting");

        assertThat(one(raw).indicator())
                .isEqualTo(new Indicator.Ratio(new Expression("1 - x[{{.window}}]", Expression.Form.WINDOWED), false));
    }

    @Test
    void shouldFindAnIndicatorInAnotherFile() {
        String slo = OPEN_SLO.replaceAll("(?s)indicator:.*?timeWindow", "indicatorRef: latency\n  timeWindow")
                .replace("- targetPercent: 99.95", "- {op: lt, value: 0.25, target: 0.9}");
        String sli = """
                ---
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: shop}
                spec: {description: A shop.}
                ---
                apiVersion: openslo/v1
                kind: DataSource
                metadata: {name: prometheus}
                spec:
                  type: Prometheus
                  connectionDetails: {url: 'http://169.254.169.254/', headers: [{a: b}]}
                ---
                apiVersion: openslo/v1
                kind: SLI
                metadata: {name: latency}
                spec:
                  thresholdMetric:
                    metricSource: {metricSourceRef: prometheus, spec: {query: latency_seconds}}
                ---
                apiVersion: openslo/v1
                kind: AlertPolicy
                metadata: {name: wake-somebody}
                spec: {anything: [1, 2]}
                """;

        assertThat(one(slo, sli).indicator())
                .isEqualTo(new Indicator.Threshold(
                        new Expression("latency_seconds", Expression.Form.SAMPLED),
                        Comparison.LT,
                        new BigDecimal("0.25")));
        assertThat(one(slo, sli).connection()).isEqualTo("prometheus");
        assertThat(read(SETTINGS, slo, sli).remarks())
                .singleElement()
                .hasToString("slo2.yaml:21: AlertPolicy wake-somebody says whom to tell, which has no part in an error"
                        + " budget");
    }

    @Test
    void shouldReadSlicesAndTheCalendarOfAZone() {
        String slices = OPEN_SLO.replace("Occurrences", "Timeslices")
                .replace("- targetPercent: 99.95", "- {target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 5}")
                .replace("duration: 4w\n      isRolling: true", """
                        duration: 1Q
                              calendar: {startTime: 2026-01-01 00:00:00, timeZone: Europe/Berlin}""");

        ServiceLevelObjective objective = one(slices);
        assertThat(objective.budgeting()).isEqualTo(new Budgeting.Timeslices(Duration.ofMinutes(5), 0.95));
        assertThat(objective.window())
                .isEqualTo(new BudgetWindow.Calendar(
                        LocalDateTime.parse("2026-01-01T00:00:00"), ZoneId.of("Europe/Berlin"), 3, ChronoUnit.MONTHS));
        assertThat(one(slices.replace("Timeslices", "RatioTimeslices").replace("timeSliceTarget: 0.95, ", ""))
                        .budgeting())
                .isEqualTo(new Budgeting.RatioTimeslices(Duration.ofMinutes(5)));
    }

    @Test
    void shouldMakeAnObjectiveOfEachTarget() {
        SloReading reading = read(
                SETTINGS,
                OPEN_SLO.replace(
                        "- targetPercent: 99.95", "- {displayName: our own, target: 0.999}\n    - {target: 0.99}"));

        assertThat(reading.issues()).isEmpty();
        assertThat(reading.objectives())
                .extracting(objective -> objective.name().toString())
                .containsExactly("shop/checkout/our own", "shop/checkout/objective 2");
    }

    static Stream<Arguments> fixtures() {
        String any = "found \"Any\"; allowed: Prometheus; other sources of metrics can't be asked so far";
        return Stream.of(
                Arguments.of("sloth-getting-started.yml", List.of("myservice/requests-availability"), ""),
                Arguments.of(
                        "sloth-home-wifi.yml",
                        List.of("home-wifi/good-wifi-client-satisfaction", "home-wifi/risk-wifi-client-satisfaction"),
                        ""),
                Arguments.of(
                        "openslo-occurences-slo.yaml",
                        List.of(),
                        ":17:17: spec.indicator.spec.thresholdMetric.metricSource.type: " + any),
                Arguments.of(
                        "openslo-ratio-timeslices.yaml",
                        List.of(),
                        ":18:19: spec.indicator.spec.ratioMetric.good.metricSource.type: " + any),
                Arguments.of(
                        "openslo-timeslices-slo.yaml",
                        List.of(),
                        ":27:17: spec.timeWindow[0].duration: found \"1m\"; allowed: 1h to 366d (m are minutes, M are"
                                + " months)"),
                Arguments.of(
                        "pyrra-caddy-response-latency.yaml",
                        List.of(),
                        ":1:13: apiVersion: found \"pyrra.dev/v1alpha1\"; allowed: apiVersion: openslo/v1, version:"
                                + " prometheus/v1 of Sloth, or apiVersion: sloth.slok.dev/v1; files of Pyrra come later"),
                Arguments.of(
                        "sloth-getting-started.rules.yml",
                        List.of(),
                        ":6:1: groups: found rules of Prometheus, as Sloth writes them; allowed: the file that they"
                                + " were made from"),
                Arguments.of(
                        "sloth-windows-google-30d.yaml",
                        List.of(),
                        "kind: found \"AlertWindows\", which holds no objective; allowed: PrometheusServiceLevel"));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void shouldReadOrRefuseFilesOfTheField(String file, List<String> names, String issue) throws IOException {
        Path path = Path.of("src/test/resources/fixtures/slo", file);
        Path found = Files.exists(path) ? path : Path.of("src/engine").resolve(path);
        SloReading reading = SloFiles.read(List.of(new SloFile(file, Files.readAllBytes(found))), SETTINGS);

        assertThat(reading.objectives())
                .extracting(objective -> objective.name().toString())
                .isEqualTo(names);
        assertThat(reading.issues().isEmpty()).isEqualTo(issue.isEmpty());
        if (!issue.isEmpty()) {
            assertThat(reading.issues()).extracting(PolicyIssue::toString).anyMatch(text -> text.contains(issue));
        }
    }

    /** A damaged file is read or refused, and never anything else. */
    @Test
    void shouldReadOrRefuseDamagedFiles() {
        Random random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            String text = i % 2 == 0 ? OPEN_SLO : SLOTH;
            StringBuilder damaged = new StringBuilder(text);
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.setCharAt(at, (char) (10 + random.nextInt(120)));
                default -> damaged.delete(at, Math.min(text.length(), at + 1 + random.nextInt(200)));
            }
            SloReading reading = read(SETTINGS, damaged.toString());
            refused += reading.objectives().isEmpty() ? 1 : 0;
            assertThat(reading.objectives().isEmpty())
                    .isNotEqualTo(reading.issues().isEmpty());
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
