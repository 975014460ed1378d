package io.jenkins.lib.releasegates.slo.file;

import static io.jenkins.lib.releasegates.slo.file.SloTexts.OPEN_SLO;
import static io.jenkins.lib.releasegates.slo.file.SloTexts.SETTINGS;
import static io.jenkins.lib.releasegates.slo.file.SloTexts.SLOTH;
import static io.jenkins.lib.releasegates.slo.file.SloTexts.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.SloSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be measured is refused where it stands. */
class SloRefusalsTest {

    private static Arguments refused(String why, String text, String... issues) {
        return Arguments.of(why, text, List.of(issues));
    }

    static Stream<Arguments> refusals() {
        String connection = "a connection that the owner defined: prometheus";
        return Stream.of(
                refused(
                        "a source that can't be asked",
                        OPEN_SLO.replaceFirst("type: Prometheus", "type: Datadog"),
                        "slo1.yaml:17:19: spec.indicator.spec.ratioMetric.good.metricSource.type: found \"Datadog\";"
                                + " allowed: Prometheus; other sources of metrics can't be asked so far"),
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
                        "timeWindow[0].isRoling: found the key \"isRoling\"; allowed: duration, isRolling, calendar"
                                + " (did you mean isRolling?)",
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
                        "compositeWeight: found an objective of a composite SLO; allowed: one indicator for the whole"
                                + " SLO"),
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
                        "total: found the counter \"2 * orders_total\"; allowed: a selector, sum(selector), or a query"
                                + " with {{.window}}"),
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
                        "slo1.yaml:1:13: apiVersion: found \"openslo/v1alpha\"; allowed: openslo/v1 of OpenSLO's"
                                + " versions"),
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
}
