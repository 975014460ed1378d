package io.jenkins.lib.releasegates.report.security;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Which findings somebody wants to see, in which order; from the parameters of an address. What isn't understood there is left out. */
public final class SecurityQuery {

    /** What findings can be ordered by. */
    public static final List<String> ORDERS = List.of("severity", "place", "rule", "age");

    private static final int MAX_TEXT = 200;

    private final Map<String, String> chosen = new LinkedHashMap<>();
    private final int page;

    /** With the value of each parameter, or null where it isn't given. */
    public SecurityQuery(UnaryOperator<String> parameter) {
        choose(
                parameter,
                "severity",
                List.of(Severity.values()).stream().map(Severity::id).toList());
        choose(
                parameter,
                "kind",
                List.of(FindingKind.values()).stream().map(FindingKind::id).toList());
        choose(
                parameter,
                "state",
                List.of(FindingState.values()).stream().map(FindingState::id).toList());
        choose(parameter, "sort", ORDERS);
        text(parameter, "tool");
        text(parameter, "q");
        String number = parameter.apply("page");
        this.page = number != null && number.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(number) : 1;
    }

    private void choose(UnaryOperator<String> parameter, String name, List<String> allowed) {
        String value = parameter.apply(name);
        if (value != null && allowed.contains(value)) {
            chosen.put(name, value);
        }
    }

    private void text(UnaryOperator<String> parameter, String name) {
        String value = parameter.apply(name);
        if (value != null && !value.isBlank()) {
            chosen.put(name, value.strip().substring(0, Math.min(value.strip().length(), MAX_TEXT)));
        }
    }

    /** What was chosen for that parameter; empty where nothing was. */
    public String value(String name) {
        return chosen.getOrDefault(name, "");
    }

    /** From 1. */
    public int page() {
        return page;
    }

    /** What leads to another page of the same, behind the question mark. */
    public String address(int other) {
        return chosen.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "", chosen.isEmpty() ? "" : "&"))
                .concat("page=" + other);
    }

    /** The rows that fit, in their order. */
    List<BriefRow> choose(List<BriefRow> rows, FindingSources sources) {
        String text = value("q").toLowerCase(Locale.ROOT);
        Predicate<BriefRow> spoken =
                text.isEmpty() ? row -> true : sources.where(finding -> FindingRow.holds(finding, text));
        return rows.stream()
                .filter(row -> fits(row.row()) && spoken.test(row))
                .sorted(Comparator.comparing(BriefRow::row, order()))
                .toList();
    }

    private boolean fits(FindingRow row) {
        return fits("severity", row.finding().severity().id())
                && fits("kind", row.finding().kind().id())
                && fits("state", row.state().id())
                && (value("tool").isEmpty() || row.finding().tool().contains(value("tool")));
    }

    private boolean fits(String name, String found) {
        return value(name).isEmpty() || value(name).equals(found);
    }

    /** The order; rows that are equal in it keep theirs. */
    private Comparator<FindingRow> order() {
        return switch (value("sort")) {
            case "place" -> Comparator.comparing(row -> row.finding().path());
            case "rule" -> Comparator.comparing(row -> row.finding().rule());
            case "age" ->
                Comparator.comparing(
                        row -> row.firstSeen().map(sighting -> sighting.at()).orElse(Instant.MAX));
            default -> Comparator.comparing(row -> row.finding().severity());
        };
    }
}
