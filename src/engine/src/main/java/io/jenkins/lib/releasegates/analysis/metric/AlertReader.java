package io.jenkins.lib.releasegates.analysis.metric;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads that no alert may be firing. */
final class AlertReader {

    /** What it may name beside its connection. */
    static final List<String> FIELDS = List.of("alerts", "ignoreAlerts", "watchdog", "selector");

    private static final List<String> NOT_HERE = List.of(
            "query",
            "range",
            "step",
            "minSamples",
            "successCondition",
            "failureCondition",
            "convention",
            "window",
            "quantile",
            "limit",
            "minimumRate");
    private static final Pattern ALERT = Pattern.compile("[^\\p{Cntrl},\\s][^\\p{Cntrl},]{0,199}");
    private static final int MOST_IGNORED = 100;

    private AlertReader() {}

    /** The demand; empty where something is wrong. */
    static Optional<AlertDemand> read(Fields fields) {
        int before = fields.issues().size();
        fields.refuse(NOT_HERE, "with alerts");
        Optional<AlertDemand.None> none = Arrays.stream(AlertDemand.None.values())
                .filter(one -> one.word().equals(fields.text("alerts")))
                .findFirst();
        if (none.isEmpty()) {
            fields.issue("alerts", fields.text("alerts"), "noneFiring, or noneActive: neither firing nor pending");
        }
        LabelSelector selector = fields.selector("selector", Set.of());
        Set<String> ignored = ignored(fields);
        Optional<String> watchdog = Optional.of(fields.text("watchdog")).filter(name -> !name.isEmpty());
        watchdog.filter(name -> !ALERT.matcher(name).matches())
                .ifPresent(name -> fields.issue("watchdog", name, "the name of one alert"));
        return none.isPresent() && fields.issues().size() == before
                ? Optional.of(new AlertDemand(none.get(), selector, ignored, watchdog))
                : Optional.empty();
    }

    private static Set<String> ignored(Fields fields) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : fields.text("ignoreAlerts").split("[,\\r\\n]", -1)) {
            String name = part.strip();
            if (!name.isEmpty() && !ALERT.matcher(name).matches()) {
                fields.issue("ignoreAlerts", name, "names of alerts, with commas between them");
            } else if (!name.isEmpty()) {
                names.add(name);
            }
        }
        if (names.size() > MOST_IGNORED) {
            fields.add("ignoreAlerts", names.size() + " names", "at most " + MOST_IGNORED);
        }
        return names;
    }
}
