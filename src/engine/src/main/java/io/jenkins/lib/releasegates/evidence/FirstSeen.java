package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Carries over when each finding was seen first. What the run itself says about that is not believed. */
final class FirstSeen {

    private final Sighting now;
    private final Map<String, Brief> known;
    private final Sighting undated;
    private final Map<Brief, Brief> shared = new HashMap<>();

    FirstSeen(Sighting now, Optional<Evidence> earlier, Sighting undated) {
        this.now = now;
        this.known = earlier.map(Evidence::identities).orElse(Map.of());
        this.undated = undated;
    }

    @SuppressWarnings("unchecked")
    Map<String, Brief> date(Map<String, Brief> identities) {
        return Map.ofEntries(identities.entrySet().stream()
                .map(one -> Map.entry(one.getKey(), dated(one.getKey(), one.getValue())))
                .toArray(Map.Entry[]::new));
    }

    private Brief dated(String identity, Brief brief) {
        Brief before = known.get(identity);
        Sighting first = before == null ? now : before.firstSeen().orElse(undated);
        Brief dated = brief.seen(first.at().isAfter(now.at()) ? now : first);
        return shared.computeIfAbsent(dated, same -> same);
    }
}
