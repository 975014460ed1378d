package io.jenkins.plugins.releasegates.ledger;

import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What is configured at one moment. Of a secret the record learns that it is another one than before, and nothing that it could be guessed by. */
@Restricted(NoExternalUse.class)
public final class Settings {

    private final SortedMap<String, String> shown = new TreeMap<>();
    private final SortedMap<String, Map<String, String>> secrets = new TreeMap<>();

    /** A setting that may be shown as it is. */
    public void put(String path, String text) {
        put(path, text, Map.of());
    }

    /**
     * A setting that has secrets.
     *
     * @param text without them
     * @param hidden each by what people call it; kept in memory alone
     */
    public void put(String path, String text, Map<String, String> hidden) {
        shown.put(path, text);
        secrets.put(path, Map.copyOf(hidden));
    }

    /** What differs from the settings of an earlier moment. */
    public ConfigurationChanged since(String part, Settings before) {
        SortedMap<String, String> now = new TreeMap<>(shown);
        now.replaceAll((path, text) -> text + otherSecrets(path, before));
        return ConfigurationChanged.between(part, before.shown, now);
    }

    private String otherSecrets(String path, Settings before) {
        Map<String, String> former = before.secrets.getOrDefault(path, Map.of());
        List<String> others = new ArrayList<>();
        new TreeMap<>(secrets.getOrDefault(path, Map.of())).forEach((name, secret) -> {
            // One that came or went is seen in the text.
            if (former.containsKey(name) && !secret.equals(former.get(name))) {
                others.add("another " + name + " than before");
            }
        });
        return others.isEmpty() ? "" : ", " + String.join(", ", others);
    }
}
