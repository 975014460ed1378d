package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Somebody has configured a part of the suite anew.
 *
 * @param part which one: {@code ledger}
 * @param before each setting by its path, as text, where it is another one now; secrets are masked by who tells
 * @param after the same as it is now
 */
public record ConfigurationChanged(String part, SortedMap<String, String> before, SortedMap<String, String> after)
        implements Event {

    public static final String KIND = "configuration-changed";

    /** Stands for every secret. */
    public static final String MASKED = "****";

    public ConfigurationChanged {
        before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    /** Of all settings before and after, with those alone that differ. */
    public static ConfigurationChanged between(
            String part, SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedMap<String, String> removed = new TreeMap<>(before);
        SortedMap<String, String> added = new TreeMap<>(after);
        removed.entrySet().removeAll(after.entrySet());
        added.entrySet().removeAll(before.entrySet());
        return new ConfigurationChanged(part, removed, added);
    }

    /** Whether nothing has changed. */
    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("part", part);
        before.forEach(body.putObject("before")::put);
        after.forEach(body.putObject("after")::put);
        return body;
    }

    static ConfigurationChanged read(ObjectNode body) {
        return new ConfigurationChanged(
                EventJson.text(body, "part"), settings(body, "before"), settings(body, "after"));
    }

    private static SortedMap<String, String> settings(ObjectNode body, String member) {
        SortedMap<String, String> settings = new TreeMap<>();
        body.path(member)
                .fields()
                .forEachRemaining(
                        field -> settings.put(field.getKey(), field.getValue().asText()));
        return settings;
    }
}
