package io.jenkins.lib.releasegates.policy.condition;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A finding as the evaluation wants it: its known fields by their names, looked up and never copied. */
final class FindingView extends AbstractMap<String, Object> {

    private final ListedFinding finding;

    FindingView(ListedFinding finding) {
        this.finding = finding;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String field ? FindingFields.value(field, finding).orElse(null) : null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> known = new LinkedHashMap<>();
        for (String field : FindingFields.names()) {
            FindingFields.value(field, finding).ifPresent(value -> known.put(field, value));
        }
        return known.entrySet();
    }
}
