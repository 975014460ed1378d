package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Conditions;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.testkit.SettableClock;
import io.jenkins.lib.releasegates.testkit.TasksInHand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sampler whose time goes when it is told to, a metric that can be set, and who is told what. */
final class Asking {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Sampling EVERY_MINUTE = Sampling.builder()
            .interval(MINUTE)
            .count(3)
            .timeout(Duration.ofHours(1))
            .build();
    static final Conditions BELOW_ONE = new Conditions(Optional.of(result -> result < 1), Optional.empty());

    final SettableClock clock = new SettableClock(START);
    final TasksInHand workers = new TasksInHand();
    final Sampler sampler = Sampler.turned(workers, clock, clock::nanos);
    final Map<String, List<Series>> told = new HashMap<>();
    final Map<String, Integer> asked = new HashMap<>();

    Reading reading = Reading.of(0.5);

    Question question(String key) {
        return new Question(key, Duration.ofSeconds(10), () -> {
            asked.merge(key, 1, Integer::sum);
            return reading;
        });
    }

    Probe probe(String key) {
        return Probe.of("errors", question(key), BELOW_ONE);
    }

    Listener listener() {
        return (id, series) ->
                told.computeIfAbsent(id, any -> new ArrayList<>()).add(series);
    }

    Series start(String id, Sampling sampling, String key) {
        return sampler.start(id, sampling, List.of(probe(key)), listener());
    }

    /** Time goes by in seconds, and all is done that is due meanwhile. */
    void run(Duration time) {
        for (long second = 0; second <= time.toSeconds(); second++) {
            sampler.turn();
            workers.work();
            if (second < time.toSeconds()) {
                clock.advance(Duration.ofSeconds(1));
            }
        }
    }

    Series last(String id) {
        List<Series> all = told.getOrDefault(id, List.of());
        if (all.isEmpty()) {
            throw new IllegalStateException("Nothing was told of " + id);
        }
        return all.get(all.size() - 1);
    }
}
