package io.jenkins.lib.releasegates.cli.approve;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** A request as Jenkins tells it (docs/approvals.md), and how people see it in a terminal. Its texts are hostile. */
final class Asked {

    private static final int MAX_ROWS = 200;

    private final JsonNode json;

    Asked(JsonNode json) {
        this.json = json;
    }

    /** All that a build has asked, the newest first. */
    static List<Asked> all(JsonNode document) {
        List<Asked> all = new ArrayList<>();
        document.path("requests").forEach(one -> all.add(new Asked(one)));
        return all;
    }

    JsonNode json() {
        return json;
    }

    String id() {
        return text(json, "request");
    }

    String environment() {
        return text(json, "environment");
    }

    /** Digest of what an answer is about. */
    String content() {
        return text(json, "content");
    }

    boolean isWaiting() {
        return text(json, "status").equals("WAITING");
    }

    /** Whether an approval or refusal needs the password of the account. */
    boolean wantsPassword() {
        return json.path("reauthenticate").asBoolean();
    }

    /** Why whoever asks can't approve or refuse; empty when they can. */
    String objection() {
        return json.path("mayAnswer").asBoolean() ? "" : text(json, "objection");
    }

    void show(Terminal terminal) {
        if (json.has("problem")) {
            terminal.line(text(json, "problem"));
            return;
        }
        terminal.line("To " + environment() + ", " + text(json, "status") + " until " + text(json, "deadline"));
        terminal.line("request  " + id());
        terminal.line("rule     " + text(json, "rule"));
        json.path("artifacts").forEach(file -> row(terminal, "file", text(file, "name") + " " + text(file, "digest")));
        row(terminal, "changes", changes());
        int shown = 0;
        for (JsonNode gate : json.path("gates")) {
            if (shown++ == MAX_ROWS) {
                row(terminal, "gates", "and " + (json.path("gates").size() - MAX_ROWS) + " more");
                break;
            }
            gate(terminal, gate);
        }
        json.path("answers").forEach(answer -> answer(terminal, answer));
        json.path("missing").forEach(missing -> row(terminal, "missing", missing.asText()));
        if (isWaiting() && !objection().isEmpty()) {
            row(terminal, "not you", objection());
        }
        row(terminal, "digest", content());
    }

    private String changes() {
        JsonNode changes = json.path("changes");
        return changes.path("commits").asLong() + " commits"
                + (changes.path("complete").asBoolean() ? "" : ", as far as known")
                + (changes.has("from") ? ", from " + text(changes, "from") : "")
                + (changes.has("to") ? ", to " + text(changes, "to") : "")
                + (changes.has("verified")
                        ? "; " + changes.path("verified").asLong() + " of them by verified authors"
                        : "");
    }

    private static void gate(Terminal terminal, JsonNode gate) {
        String told = text(gate, "provenance");
        row(
                terminal,
                "gate",
                text(gate, "gate") + ": " + text(gate, "verdict") + ", " + text(gate, "why")
                        + (told.isEmpty() ? "" : " (" + told + ")"));
    }

    private static void answer(Terminal terminal, JsonNode answer) {
        String reason = text(answer, "reason");
        row(
                terminal,
                "answer",
                text(answer, "who") + " " + text(answer, "what") + ", " + text(answer, "at")
                        + (reason.isEmpty() ? "" : ": " + reason));
    }

    private static void row(Terminal terminal, String name, String text) {
        terminal.line(name + " ".repeat(Math.max(1, 9 - name.length())) + text);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }
}
