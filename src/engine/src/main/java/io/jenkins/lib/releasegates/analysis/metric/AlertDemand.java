package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.metrics.AlertRule;
import io.jenkins.lib.releasegates.metrics.AlertRule.Alert;
import io.jenkins.lib.releasegates.metrics.AlertRule.Health;
import io.jenkins.lib.releasegates.metrics.AlertRule.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * That no alert is firing. Rules are looked at and not only alerts: where there is no rule that could alert, where one fails, wasn't evaluated or was
 * evaluated too long ago, no alert means nothing, and nothing passes.
 *
 * @param none which states alerts must not have
 * @param selector which alerts are meant; a rule counts when its own labels don't contradict it, since alerts get further ones from their series
 * @param ignored names of alerts that don't count, nor do their rules
 * @param watchdog name of an alert that has to be firing all the time; empty for none
 */
public record AlertDemand(None none, LabelSelector selector, Set<String> ignored, Optional<String> watchdog) {

    /** A rule may be late by so many of its intervals, and by {@link #GRACE}. */
    private static final int INTERVALS = 3;

    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Duration UNKNOWN_INTERVAL = Duration.ofMinutes(1);

    /** What there must be none of. */
    public enum None {
        /** None that fires; pending ones are only shown. */
        FIRING("noneFiring", "no alert is firing"),
        /** None that fires or is pending. */
        ACTIVE("noneActive", "no alert is firing or pending");

        private final String word;
        private final String words;

        None(String word, String words) {
            this.word = word;
            this.words = words;
        }

        /** As authors write it. */
        String word() {
            return word;
        }
    }

    public AlertDemand {
        ignored = Set.copyOf(ignored);
    }

    /** What is asked, in the words of the API. */
    String question() {
        return "rules of type alert" + (selector.matchers().isEmpty() ? "" : " {" + selector + "}");
    }

    /** What is demanded. */
    String words() {
        return none.words
                + (ignored.isEmpty() ? "" : ", " + String.join(", ", new TreeSet<>(ignored)) + " not counted")
                + watchdog.map(name -> ", while " + name + " is").orElse("");
    }

    /** What is seen in all rules of a server at that instant. */
    Seen judge(List<AlertRule> all, Instant now) {
        List<AlertRule> rules = all.stream().filter(this::counts).toList();
        List<String> firing = names(rules, State.FIRING);
        List<String> pending = names(rules, State.PENDING);
        if (!firing.isEmpty() || none == None.ACTIVE && !pending.isEmpty()) {
            return new Seen(Outcome.FAILED, shown(firing, "firing", pending));
        }
        if (rules.isEmpty()) {
            return new Seen(Outcome.EMPTY, "of " + all.size() + " alerting rules none could match");
        }
        Optional<Seen> doubt = watchdog(all, now).or(() -> worst(rules, now));
        return doubt.orElseGet(() -> new Seen(
                Outcome.PASSED,
                pending.isEmpty() ? "rules: " + rules.size() + ", firing: none" : shown(pending, "pending")));
    }

    private static String shown(List<String> firing, String state, List<String> pending) {
        return firing.isEmpty() ? shown(pending, "pending") : shown(firing, state);
    }

    private static String shown(List<String> names, String state) {
        return names.size() + " " + state + ": " + String.join(", ", names);
    }

    private boolean counts(AlertRule rule) {
        return !ignored.contains(rule.name())
                && !watchdog.filter(rule.name()::equals).isPresent()
                && selector.couldMatch(fixed(rule));
    }

    /** Labels that all alerts of a rule have; what holds a template is filled in later. */
    private static Map<String, String> fixed(AlertRule rule) {
        Map<String, String> labels = new TreeMap<>(rule.labels());
        labels.values().removeIf(value -> value.contains("{{"));
        labels.put("alertname", rule.name());
        return labels;
    }

    /** Names of the alerts that are meant and in that state, each once; a rule that says so without telling its alerts counts as one. */
    private List<String> names(List<AlertRule> rules, State state) {
        Set<String> names = new TreeSet<>();
        for (AlertRule rule : rules) {
            boolean told = rule.alerts().stream().anyMatch(alert -> alert.state() == state);
            boolean meant = rule.alerts().stream().anyMatch(alert -> alert.state() == state && isMeant(rule, alert));
            if (meant || !told && rule.state() == state) {
                names.add(rule.name());
            }
        }
        return List.copyOf(names);
    }

    private boolean isMeant(AlertRule rule, Alert alert) {
        Map<String, String> labels = new TreeMap<>(alert.labels());
        labels.putIfAbsent("alertname", rule.name());
        return selector.matches(labels);
    }

    /** What is wrong with the watchdog; nothing where none is demanded. */
    private Optional<Seen> watchdog(List<AlertRule> all, Instant now) {
        if (watchdog.isEmpty()) {
            return Optional.empty();
        }
        List<AlertRule> dogs =
                all.stream().filter(rule -> rule.name().equals(watchdog.get())).toList();
        boolean barks = dogs.stream()
                .anyMatch(rule -> rule.state() == State.FIRING
                        && rule.alerts().stream().anyMatch(alert -> alert.state() == State.FIRING)
                        && doubt(rule, now).isEmpty());
        if (barks) {
            return Optional.empty();
        }
        String words = watchdog.get() + (dogs.isEmpty() ? ": there is no such rule" : " isn't firing");
        return worst(dogs, now).or(() -> Optional.of(new Seen(Outcome.INCONCLUSIVE, words)));
    }

    private static Optional<Seen> worst(List<AlertRule> rules, Instant now) {
        List<Seen> doubts = new ArrayList<>();
        rules.forEach(rule -> doubt(rule, now).ifPresent(doubts::add));
        return doubts.stream().findFirst();
    }

    /** Why a rule can't be believed; empty when it can. */
    private static Optional<Seen> doubt(AlertRule rule, Instant now) {
        if (rule.health() == Health.ERROR) {
            return doubt(Outcome.INCONCLUSIVE, rule, ": its evaluation failed");
        }
        if (rule.health() == Health.UNKNOWN || rule.evaluated().isEmpty()) {
            return doubt(Outcome.INCONCLUSIVE, rule, " isn't evaluated");
        }
        boolean unknown = rule.state() == State.UNKNOWN
                || rule.alerts().stream().anyMatch(alert -> alert.state() == State.UNKNOWN);
        if (unknown) {
            return doubt(Outcome.INCONCLUSIVE, rule, ": its state isn't known");
        }
        Duration interval = rule.interval().isZero() ? UNKNOWN_INTERVAL : rule.interval();
        Duration age = Duration.between(rule.evaluated().get(), now);
        return age.compareTo(interval.multipliedBy(INTERVALS).plus(GRACE)) > 0
                ? doubt(Outcome.STALE, rule, ", evaluated " + age.toSeconds() + " s ago")
                : Optional.empty();
    }

    private static Optional<Seen> doubt(Outcome outcome, AlertRule rule, String words) {
        return Optional.of(new Seen(outcome, rule.name() + words));
    }
}
