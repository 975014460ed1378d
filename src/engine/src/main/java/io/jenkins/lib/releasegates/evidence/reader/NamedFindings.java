package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.UnchangingFindings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Findings that are put together when somebody looks at them, since what they share takes memory once. */
final class NamedFindings extends UnchangingFindings {

    private final Named[] sorted;

    /** Sorted ones, which are not changed any more. */
    NamedFindings(Named[] sorted) {
        this.sorted = sorted;
    }

    /** Each of them once, where only those of these identities can be there twice. */
    List<Finding> once(Set<String> shared) {
        Map<String, Finding> merged = new HashMap<>();
        Set<String> twice = twice(shared);
        if (twice.isEmpty()) {
            return this;
        }
        List<Named> single = new ArrayList<>();
        for (Named one : sorted) {
            if (twice.contains(one.identity())) {
                merged.merge(one.identity(), one.finding(), Finding::and);
            } else {
                single.add(one);
            }
        }
        List<Finding> all = new ArrayList<>(new NamedFindings(single.toArray(new Named[0])));
        all.addAll(merged.values());
        all.sort(Finding.WORST_FIRST);
        return all;
    }

    private Set<String> twice(Set<String> shared) {
        Map<String, Integer> times = new HashMap<>();
        for (Named one : sorted) {
            if (shared.contains(one.identity())) {
                times.merge(one.identity(), 1, Integer::sum);
            }
        }
        times.values().removeIf(count -> count == 1);
        return times.keySet();
    }

    @Override
    public Finding get(int index) {
        return sorted[index].finding();
    }

    @Override
    public int size() {
        return sorted.length;
    }
}
