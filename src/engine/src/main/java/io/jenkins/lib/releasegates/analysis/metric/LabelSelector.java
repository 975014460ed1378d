package io.jenkins.lib.releasegates.analysis.metric;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which series or alerts are meant, by their labels: {@code service="shop", severity=~"page|critical"}. What a {@link LabelSelectorReader} has read
 * is written anew into questions, so that nothing in it is more than a selector.
 *
 * @param matchers all of which have to match; none for everything
 */
public record LabelSelector(List<LabelMatcher> matchers) {

    /** Whatever there is. */
    public static final LabelSelector ALL = new LabelSelector(List.of());

    public LabelSelector {
        matchers = List.copyOf(matchers);
    }

    /** Whether something with these labels is meant. */
    public boolean matches(Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** Whether something is meant that has these labels and maybe others. */
    public boolean couldMatch(Map<String, String> labels) {
        return matchers.stream()
                .filter(matcher -> labels.containsKey(matcher.name()))
                .allMatch(matcher -> matcher.matches(labels));
    }

    /** As PromQL writes it between braces, with further matchers behind; those are PromQL already. */
    String and(String... further) {
        String own = toString();
        String others = String.join(",", further);
        return own + (own.isEmpty() || others.isEmpty() ? "" : ",") + others;
    }

    /** As PromQL writes it between braces. */
    @Override
    public String toString() {
        return matchers.stream().map(LabelMatcher::toString).collect(Collectors.joining(","));
    }
}
