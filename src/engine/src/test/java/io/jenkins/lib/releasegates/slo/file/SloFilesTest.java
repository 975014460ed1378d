package io.jenkins.lib.releasegates.slo.file;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SloFilesTest {

    private static final SloSettings SETTINGS = SloSettings.of("prometheus");

    private static final String OPEN_SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: checkout
              displayName: Checkout works
              labels: {team: [shop, web]}
            spec:
              description: Orders go through.
              service: shop
              indicator:
                metadata: {name: orders}
                spec:
                  ratioMetric:
                    counter: true
                    good:
                      metricSource:
                        type: Prometheus
                        spec: {query: 'sum(orders_total{code!~"5.."})'}
                    total:
                      metricSource:
                        type: Prometheus
                        spec: {query: sum(orders_total)}
              timeWindow:
                - duration: 4w
                  isRolling: true
              budgetingMethod: Occurrences
              objectives:
                - targetPercent: 99.95
              alertPolicies:
            """;

    private static final String SLOTH = """
            version: prometheus/v1
            service: shop
            labels: {owner: team}
            slos:
              - name: requests
                objective: 99.9
                description: Requests.
                labels: {tier: "1"}
                sli:
                  events:
                    error_query: sum(rate(http_total{code=~"5.."}[{{.window}}]))
                    total_query: sum(rate(http_total[{{ .window }}]))
                alerting:
                  name: Requests
                  page_alert: {disable: true}
            """;

    private static SloReading read(SloSettings settings, String... texts) {
        List<SloFile> files = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            files.add(new SloFile("slo" + (i + 1) + ".yaml", texts[i].getBytes(StandardCharsets.UTF_8)));
        }
        return SloFiles.read(files, settings);
    }

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
                .hasToString(
                        "slo2.yaml:21: AlertPolicy wake-somebody says whom to tell, which has no part in an error budget");
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

    private static Arguments refused(String why, String text, String... issues) {
        return Arguments.of(why, text, List.of(issues));
    }

    static Stream<Arguments> refusals() {
        String connection = "a connection that the owner defined: prometheus";
        return Stream.of(
                refused(
                        "a source that can't be asked",
                        OPEN_SLO.replaceFirst("type: Prometheus", "type: Datadog"),
                        "slo1.yaml:17:19: spec.indicator.spec.ratioMetric.good.metricSource.type: found \"Datadog\"; allowed: Prometheus; other sources of metrics can't be asked so far"),
                refused(
                        "a source that can't be asked, and an objective that can't be, at once",
                        OPEN_SLO.replace("type: Prometheus", "type: Any").replace("99.95", "0"),
                        "good.metricSource.type: found \"Any\"",
                        "total.metricSource.type: found \"Any\"",
                        "objectives[0].targetPercent: found 0; allowed: above 0 and below 100"),
                refused(
                        "no source at all",
                        OPEN_SLO.replaceFirst("type: Prometheus\n +", ""),
                        "type: found nothing; allowed: Prometheus, or a metricSourceRef"),
                refused(
                        "a connection that isn't the owner's",
                        OPEN_SLO.replaceFirst("type: Prometheus", "metricSourceRef: mine"),
                        "metricSourceRef: found \"mine\"; allowed: " + connection),
                refused(
                        "an address in place of a connection",
                        OPEN_SLO.replaceFirst("type: Prometheus", "metricSourceRef: http://169.254.169.254/"),
                        "metricSourceRef: found \"http://169.254.169.254/\"; allowed: a name of at most 80 letters"),
                refused(
                        "a key that nobody knows, and one that is misspelt, at once",
                        OPEN_SLO.replace("isRolling", "isRoling").replace("targetPercent", "targetPercentage"),
                        "timeWindow[0].isRoling: found the key \"isRoling\"; allowed: duration, isRolling, calendar (did you mean isRolling?)",
                        "calendar: found nothing; allowed: isRolling: true, or a calendar with startTime"),
                refused(
                        "a calendar without a beginning",
                        OPEN_SLO.replace("isRolling: true", "calendar: {timeZone: Europe/Berlin}")
                                .replace("4w", "1M"),
                        "calendar.startTime: found nothing; allowed: a time such as 2026-01-21 12:30:00"),
                refused(
                        "neither rolling nor of the calendar",
                        OPEN_SLO.replace("isRolling: true", "isRolling: false"),
                        "without which nobody knows when it begins"),
                refused(
                        "a month that moves along",
                        OPEN_SLO.replace("4w", "1M"),
                        "duration: found \"1M\" rolling; allowed: a whole number with m, h, d or w; months, quarters"),
                refused(
                        "a zone that isn't one",
                        OPEN_SLO.replace(
                                        "isRolling: true", "calendar: {startTime: 2026-13-01 00:00:00, timeZone: CEST}")
                                .replace("4w", "1M"),
                        "startTime: found \"2026-13-01 00:00:00\"",
                        "timeZone: found \"CEST\"; allowed: a name of the IANA time zone database"),
                refused(
                        "a target that leaves no budget",
                        OPEN_SLO.replace("99.95", "100"),
                        "targetPercent: found 100; allowed: above 0 and below 100"),
                refused(
                        "two targets",
                        OPEN_SLO.replace("targetPercent: 99.95", "{target: 0.9, targetPercent: 90}"),
                        "target: found both; allowed: either target or targetPercent"),
                refused(
                        "a composite objective",
                        OPEN_SLO.replace("targetPercent: 99.95", "{target: 0.9, compositeWeight: 2}"),
                        "compositeWeight: found an objective of a composite SLO; allowed: one indicator for the whole SLO"),
                refused(
                        "slices where events are counted",
                        OPEN_SLO.replace("targetPercent: 99.95", "{target: 0.9, timeSliceWindow: 1m}"),
                        "timeSliceWindow: found together with Occurrences"),
                refused(
                        "slices without a target",
                        OPEN_SLO.replace("Occurrences", "Timeslices").replace("targetPercent: 99.95", "{target: 0.9}"),
                        "timeSliceWindow: found nothing",
                        "timeSliceTarget: found nothing; allowed: a number above 0 and at most 1"),
                refused(
                        "a counter that can't be asked over a window",
                        OPEN_SLO.replace("query: sum(orders_total)", "query: 2 * orders_total"),
                        "total: found the counter \"2 * orders_total\"; allowed: a selector, sum(selector), or a query with {{.window}}"),
                refused(
                        "a number of which nobody knows whether it is a counter",
                        OPEN_SLO.replace("counter: true\n", "\n"),
                        "counter: found nothing; allowed: true for a counter"),
                refused(
                        "another template than the window",
                        OPEN_SLO.replace("sum(orders_total)", "'sum(orders_total[{{.period}}])'"),
                        "query: found \"sum(orders_total[{{.period}}])\"; allowed: no template but {{.window}}"),
                refused(
                        "both good and bad",
                        OPEN_SLO.replace("counter: true", "bad: {}"),
                        "ratioMetric.bad: found both; allowed: either good or bad, with total; or raw"),
                refused(
                        "a ratio and a limit",
                        OPEN_SLO.replace("targetPercent: 99.95", "{target: 0.9, op: lt, value: 3}"),
                        "op: found \"lt\"; allowed: gte, gt",
                        "value: found together with a ratioMetric"),
                refused(
                        "a raw ratio of which nobody knows what it is of",
                        OPEN_SLO.replaceAll(
                                "(?s)counter: true.*timeWindow",
                                "raw: {metricSource: {type: Prometheus, spec: {query: x}}}\n  timeWindow"),
                        "rawType: found nothing; allowed: success, failure"),
                refused(
                        "a method that doesn't exist",
                        OPEN_SLO.replace("Occurrences", "Events"),
                        "budgetingMethod: found \"Events\"; allowed: Occurrences, Timeslices, RatioTimeslices"),
                refused(
                        "an older OpenSLO",
                        OPEN_SLO.replace("openslo/v1", "openslo/v1alpha"),
                        "slo1.yaml:1:13: apiVersion: found \"openslo/v1alpha\"; allowed: openslo/v1 of OpenSLO's versions"),
                refused(
                        "a plugin of Sloth",
                        SLOTH.replaceAll("(?s)events:.*alerting", "plugin: {id: x}\n    alerting"),
                        "slo1.yaml:10:15: slos[0].sli.plugin: found an SLI plugin; allowed: events or raw"),
                refused(
                        "plugins of Sloth for rules",
                        SLOTH.replace("labels: {owner: team}", "slo_plugins: {chain: []}"),
                        "slo_plugins: found plugins of Sloth; allowed: none"),
                refused(
                        "a query without a window",
                        SLOTH.replace("[{{ .window }}]", "[5m]"),
                        "total_query: found \"sum(rate(http_total[5m]))\"; allowed: a query with {{.window}}"),
                refused(
                        "an objective of all",
                        SLOTH.replace("99.9", "100"),
                        "objective: found 100; allowed: percent above 0 and below 100"),
                refused("no objective", "version: prometheus/v1\nservice: a\nslos: []\n", "slos: found an empty list"),
                refused(
                        "a service without an objective",
                        "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: a}\nspec: {}\n",
                        "slo1.yaml: found no objective; allowed: at least one"),
                refused("an anchor", "a: &b 1\n", "found the anchor \"&b\"; allowed: text without anchors"),
                refused("nothing", "", "found an empty file"),
                refused("a key twice", SLOTH + "service: shop\n", "found \"service\" a second time"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void shouldRefuseWhatCannotBeMeasured(String why, String text, List<String> issues) {
        SloReading reading = read(SETTINGS, text);

        assertThat(reading.objectives()).isEmpty();
        for (String issue : issues) {
            assertThat(reading.issues()).extracting(PolicyIssue::toString).anyMatch(found -> found.contains(issue));
        }
    }

    @Test
    void shouldRefuseFilesWhereTheOwnerDefinedNoConnection() {
        SloSettings none = new SloSettings(List.of(), Optional.empty(), SloSettings.SLOTH_PERIOD);

        assertThat(read(none, OPEN_SLO).issues())
                .extracting(PolicyIssue::allowed)
                .contains("a connection that the owner defined: there is none");
        assertThat(read(none, SLOTH).issues()).isNotEmpty();
    }

    @Test
    void shouldRefuseOneNameForTwoObjectives() {
        assertThat(read(SETTINGS, SLOTH, SLOTH).issues())
                .singleElement()
                .asString()
                .contains("the objective \"shop/requests\" a second time");
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
                        ":27:17: spec.timeWindow[0].duration: found \"1m\"; allowed: 1h to 366d (m are minutes, M are months)"),
                Arguments.of(
                        "pyrra-caddy-response-latency.yaml",
                        List.of(),
                        ":1:13: apiVersion: found \"pyrra.dev/v1alpha1\"; allowed: apiVersion: openslo/v1, version: prometheus/v1 of Sloth, or apiVersion: sloth.slok.dev/v1; files of Pyrra come later"),
                Arguments.of(
                        "sloth-getting-started.rules.yml",
                        List.of(),
                        ":6:1: groups: found rules of Prometheus, as Sloth writes them; allowed: the file that they were made from"),
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
            assertThat(reading.objectives().isEmpty()).isNotEqualTo(reading.issues().isEmpty());
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
