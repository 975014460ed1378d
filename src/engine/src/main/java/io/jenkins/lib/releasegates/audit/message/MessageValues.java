package io.jenkins.lib.releasegates.audit.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.Instants;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a template may see of an entry, by name. Every name is there for every kind; what an entry doesn't tell is an empty text, 0, false or an empty
 * list. Nothing else can be reached from it.
 */
final class MessageValues {

    /** Characters of a text. Names can be longer, and receivers have limits of their own. */
    private static final int MAX_TEXT = 200;

    private static final int MAX_ROWS = 100;
    private static final char REPLACEMENT = '\uFFFD';
    private static final Set<String> BAD_VERDICTS = Set.of("FAILED", "ERROR", "INCONCLUSIVE");
    private static final Set<String> BAD_STATUS =
            Set.of("FAILED", "ABORTED", "LOST", "REJECTED", "TIMED_OUT", "STALE", "SUPERSEDED");

    private final TrailEntry entry;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private MessageValues(TrailEntry entry) {
        this.entry = entry;
    }

    /**
     * Of an entry.
     *
     * @param jenkins address of the Jenkins, with a slash at the end; without it there is no address of the build
     * @param person who acted; empty where that isn't told
     * @param key what the owner has given the template to send along; empty for none
     */
    static Map<String, Object> of(TrailEntry entry, Optional<String> jenkins, Optional<String> person, String key) {
        MessageValues all = new MessageValues(entry);
        all.about(jenkins);
        all.outcome();
        all.lists();
        all.values.put("person", shown(person.orElse("")));
        all.values.put("key", key);
        all.values.put("summary", all.summary());
        return all.values;
    }

    /** Name of the environment that an entry is about; empty where it is about none. */
    static String environment(TrailEntry entry) {
        return entry.body().path("environment").path("name").asText("");
    }

    private void about(Optional<String> jenkins) {
        ObjectNode subject = entry.subject();
        values.put("kind", shown(entry.kind()));
        values.put("id", entry.id());
        values.put("time", Instants.text(entry.at()));
        values.put("job", shown(subject.path("jobName").asText("")));
        values.put("number", subject.path("number").asInt());
        values.put("branch", shown(subject.path("branch").asText("")));
        values.put("environment", shown(environment(entry)));
        values.put(
                "url",
                jenkins.map(root -> url(
                                root,
                                subject.path("jobName").asText(""),
                                subject.path("number").asInt()))
                        .orElse(""));
    }

    private static String url(String root, String job, int number) {
        if (job.isEmpty() || number < 1) {
            return "";
        }
        StringBuilder url = new StringBuilder(root);
        for (String part : job.split("/")) {
            url.append("job/")
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                    .append('/');
        }
        return url.append(number).append('/').toString();
    }

    private void outcome() {
        JsonNode body = entry.body();
        String verdict = first(body.path("outcome"), body.path("verdict").path("kind"));
        boolean judged = entry.kind().equals("decision-made") || entry.kind().equals("gate-judged");
        String status = judged
                ? ""
                : first(body.path("status"), body.path("outcome"), body.path("change"), body.path("finding"));
        values.put("verdict", judged ? shown(verdict) : "");
        values.put("status", shown(status));
        values.put("answer", shown(body.path("answer").asText("")));
        values.put("admits", body.path("effect").path("admits").asBoolean());
        values.put("purpose", shown(body.path("purpose").asText("")));
        values.put("gate", shown(body.path("gate").asText("")));
        values.put(
                "failed",
                judged && BAD_VERDICTS.contains(verdict)
                        || BAD_STATUS.contains(status)
                        || entry.kind().equals("decision-revoked"));
        boolean asks = entry.kind().endsWith("-asked");
        values.put(
                "request",
                asks
                        ? entry.id()
                        : shown(first(
                                body.path("request"),
                                body.path("reminds"),
                                body.path("waiver"),
                                body.path("breakGlass"))));
        values.put("deadline", shown(first(body.path("deadline"), body.path("expires"))));
        values.put("decision", shown(body.path("decision").asText("")));
    }

    private static String first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (node.isTextual()) {
                return node.asText();
            }
        }
        return "";
    }

    private void lists() {
        JsonNode body = entry.body();
        List<Map<String, Object>> gates = new ArrayList<>();
        int failed = 0;
        for (JsonNode gate : body.path("gates")) {
            boolean bad = BAD_VERDICTS.contains(gate.path("verdict").asText());
            failed += bad ? 1 : 0;
            if (gates.size() < MAX_ROWS) {
                gates.add(Map.of(
                        "name", shown(gate.path("gate").asText("")),
                        "verdict", shown(gate.path("verdict").asText("")),
                        "failed", bad,
                        "advisory", gate.path("advisory").asBoolean()));
            }
        }
        List<Map<String, Object>> artifacts = new ArrayList<>();
        for (JsonNode artifact : body.path("artifacts")) {
            if (artifacts.size() < MAX_ROWS) {
                artifacts.add(Map.of(
                        "name", shown(artifact.path("name").asText("")),
                        "digest", shown(artifact.path("digest").asText(""))));
            }
        }
        values.put("gates", gates);
        values.put("gateCount", body.path("gates").size());
        values.put("failedCount", failed);
        values.put("artifacts", artifacts);
        values.put("artifactCount", body.path("artifacts").size());
        values.put("commits", body.path("changes").path("commits").asInt());
        values.put("findings", body.path("findings").asInt());
    }

    /** A sentence's worth: what, what became of it, whereof, whereto. */
    private String summary() {
        String job = String.valueOf(values.get("job"));
        int number = entry.subject().path("number").asInt();
        String became = values.get("verdict") + String.valueOf(values.get("status"));
        String environment = String.valueOf(values.get("environment"));
        return entry.kind().replace('-', ' ')
                + (became.isEmpty() ? "" : ": " + became)
                + (job.isEmpty() ? "" : ", " + job + (number == 0 ? "" : " #" + number))
                + (environment.isEmpty() ? "" : " to " + environment);
    }

    /** Without what can't be seen or turns the direction of writing, and not longer than a line or two. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MAX_TEXT));
        int[] points = text.codePoints().limit(MAX_TEXT + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, MAX_TEXT); i++) {
            shown.appendCodePoint(isInvisible(points[i]) ? REPLACEMENT : points[i]);
        }
        return points.length > MAX_TEXT ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
