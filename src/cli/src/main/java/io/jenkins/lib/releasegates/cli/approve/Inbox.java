package io.jenkins.lib.releasegates.cli.approve;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What waits in a Jenkins: for whoever asks, in full; for others, as a number. */
record Inbox(Terminal terminal, JenkinsAddress jenkins) {

    int show(JenkinsClient client, boolean asJson) throws IOException, InvalidInputException {
        JsonNode document = client.get(jenkins.at("release-approvals/json"));
        if (asJson) {
            terminal.json(document);
            return 0;
        }
        List<JsonNode> mine = new ArrayList<>();
        document.path("waiting").forEach(row -> {
            if (row.path("mine").asBoolean()) {
                mine.add(row);
            }
        });
        for (JsonNode row : mine) {
            terminal.line(text(row, "build") + " to " + text(row, "environment") + ", until " + text(row, "deadline"));
            terminal.line("  " + jenkins + text(row, "url"));
            terminal.line("  " + text(row, "rule"));
        }
        int others = document.path("waiting").size() - mine.size();
        terminal.line(mine.size() + " wait for you, " + others + " for others");
        return 0;
    }

    private static String text(JsonNode row, String member) {
        return row.path(member).asText("");
    }
}
