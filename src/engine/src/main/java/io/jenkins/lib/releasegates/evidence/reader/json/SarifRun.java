package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the results of a run refer to: the tool with its rules (3.18), the artifacts (3.15), the base URIs (3.14.14). */
final class SarifRun {

    static final int MAX_ENTRIES = 200_000;

    private static final int MAX_BASES = 8;
    private static final Pattern WINDOWS_DRIVE = Pattern.compile("/[A-Za-z]:/.*");

    /**
     * A rule as far as it matters to its results.
     *
     * @param level in lower case, empty when it has none
     * @param score its {@code security-severity}, NaN when it has none
     */
    record Rule(String id, String level, double score) {}

    private record Location(String uri, String base, int index) {}

    private final List<List<Rule>> components = new ArrayList<>(List.of(new ArrayList<>()));
    private final Map<String, Rule> byId = new HashMap<>();
    private final List<Location> artifacts = new ArrayList<>();
    private final Map<String, Location> bases = new HashMap<>();
    private String tool = "";
    private boolean missed;

    String tool() {
        return tool;
    }

    /** Whether a result referred to an artifact or a base that wasn't known. */
    boolean missed() {
        return missed;
    }

    void read(String field, JsonReport json) throws IOException {
        switch (field) {
            case "tool" -> readTool(json);
            case "artifacts" -> readArtifacts(json);
            default -> readBases(json);
        }
    }

    /** The rule that a result refers to (3.27.5 to 3.27.7); null when the run doesn't describe it. */
    @Nullable
    Rule rule(String id, int index, int extension) {
        int component = extension + 1;
        if (index >= 0
                && component < components.size()
                && index < components.get(component).size()) {
            return components.get(component).get(index);
        }
        Rule rule = byId.get(id);
        int slash = id.lastIndexOf('/');
        return rule == null && slash > 0 ? byId.get(id.substring(0, slash)) : rule;
    }

    /** The path that an artifact location means: decoded, without the scheme of a file, forward slashes. */
    String path(String uri, String base, int index) {
        String whole = uri;
        String baseId = base;
        if (uri.isEmpty() && index >= 0) {
            if (index >= artifacts.size()) {
                missed = true;
                return "";
            }
            whole = artifacts.get(index).uri();
            baseId = artifacts.get(index).base();
        }
        for (int i = 0; i < MAX_BASES && !baseId.isEmpty() && !isAbsolute(whole); i++) {
            Location below = bases.get(baseId);
            if (below == null) {
                missed = true;
                break;
            }
            whole = below.uri().isEmpty() || below.uri().endsWith("/")
                    ? below.uri() + whole
                    : below.uri() + '/' + whole;
            baseId = below.base();
        }
        return plain(whole);
    }

    private static boolean isAbsolute(String uri) {
        return uri.startsWith("/") || uri.contains("://") || uri.startsWith("file:");
    }

    private static String plain(String uri) {
        if (uri.indexOf('%') < 0 && uri.indexOf(':') < 0 && uri.indexOf('\\') < 0 && !uri.startsWith("./")) {
            return uri;
        }
        String path = uri;
        if (path.startsWith("file://")) {
            int slash = path.indexOf('/', "file://".length());
            path = slash < 0 ? "" : path.substring(slash);
        } else if (path.startsWith("file:")) {
            path = path.substring("file:".length());
        }
        if (path.indexOf('%') >= 0) {
            try {
                path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return uri;
            }
        }
        path = path.replace('\\', '/');
        if (WINDOWS_DRIVE.matcher(path).matches()) {
            return path.substring(1);
        }
        return path.startsWith("./") ? path.substring(2) : path;
    }

    private void readTool(JsonReport json) throws IOException {
        if (!json.entersObject()) {
            return;
        }
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("driver") && json.entersObject()) {
                readComponent(json, components.get(0), true);
            } else if (field.equals("extensions") && json.entersArray()) {
                while (json.element()) {
                    List<Rule> rules = new ArrayList<>();
                    components.add(rules);
                    if (json.token() == JsonToken.START_OBJECT) {
                        readComponent(json, rules, false);
                    } else {
                        json.skipOpened();
                    }
                }
            } else if (!field.equals("driver") && !field.equals("extensions")) {
                json.skip();
            }
        }
    }

    private void readComponent(JsonReport json, List<Rule> rules, boolean driver) throws IOException {
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("name") && driver) {
                tool = UnreadableReportException.shown(json.text());
            } else if (field.equals("rules")) {
                if (!json.entersArray()) {
                    continue;
                }
                while (json.element()) {
                    if (byId.size() + rules.size() > MAX_ENTRIES) {
                        throw json.unreadable("more than " + MAX_ENTRIES + " rules, which is what is allowed");
                    }
                    Rule rule = readRule(json);
                    rules.add(rule);
                    byId.putIfAbsent(rule.id(), rule);
                }
            } else {
                json.skip();
            }
        }
    }

    private static Rule readRule(JsonReport json) throws IOException {
        String id = "";
        String level = "";
        double score = Double.NaN;
        if (json.token() != JsonToken.START_OBJECT) {
            json.skipOpened();
            return new Rule(id, level, score);
        }
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "id" -> id = json.text();
                case "defaultConfiguration" -> {
                    if (json.entersObject()) {
                        for (String inner = json.field(); inner != null; inner = json.field()) {
                            if (inner.equals("level")) {
                                level = SarifResult.word(json.text());
                            } else {
                                json.skip();
                            }
                        }
                    }
                }
                case "properties" -> score = SarifResult.score(json);
                default -> json.skip();
            }
        }
        return new Rule(id, level, score);
    }

    private void readArtifacts(JsonReport json) throws IOException {
        if (!json.entersArray()) {
            return;
        }
        while (json.element()) {
            if (artifacts.size() >= MAX_ENTRIES) {
                throw json.unreadable("more than " + MAX_ENTRIES + " artifacts, which is what is allowed");
            }
            Location location = new Location("", "", -1);
            if (json.token() == JsonToken.START_OBJECT) {
                for (String field = json.field(); field != null; field = json.field()) {
                    if (field.equals("location")) {
                        location = readLocation(json);
                    } else {
                        json.skip();
                    }
                }
            } else {
                json.skipOpened();
            }
            artifacts.add(location);
        }
    }

    private void readBases(JsonReport json) throws IOException {
        if (!json.entersObject()) {
            return;
        }
        for (String field = json.field(); field != null; field = json.field()) {
            if (bases.size() >= 1_000) {
                throw json.unreadable("more than 1000 originalUriBaseIds, which is what is allowed");
            }
            bases.put(field, readLocation(json));
        }
    }

    private static Location readLocation(JsonReport json) throws IOException {
        String uri = "";
        String base = "";
        int index = -1;
        if (json.entersObject()) {
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "uri" -> uri = json.text();
                    case "uriBaseId" -> base = json.text();
                    case "index" -> index = json.integer(-1);
                    default -> json.skip();
                }
            }
        }
        return new Location(uri, base, index);
    }
}
