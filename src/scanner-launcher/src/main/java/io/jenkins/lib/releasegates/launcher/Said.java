package io.jenkins.lib.releasegates.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** What a worker says, line by line; what it says in the end is kept. */
final class Said {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_LOGGED = 2_000;

    private final Listener listener;
    private int logged;
    private Optional<Ending> ended = Optional.empty();

    private record Ending(int code, String message) {}

    Said(Listener listener) {
        this.listener = listener;
    }

    /** One line; what is no line of a worker is passed over, as the format says. */
    void line(String text) {
        JsonNode line;
        try {
            line = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return;
        }
        switch (line.path("type").asText()) {
            case "log" ->
                log(line.path("message").asText(), line.path("level").asText().equals("warning"));
            case "progress" ->
                listener.progress(
                        line.path("done").asLong(),
                        line.path("of").asLong(),
                        line.path("what").asText());
            case "ended" ->
                ended = Optional.of(new Ending(
                        line.path("code").asInt(-1), line.path("message").asText()));
            default -> {}
        }
    }

    /** What it says of an end with this exit code; empty when it has ended without a word, or with another code than it said. */
    Optional<String> ended(int exitCode) {
        return ended.filter(ending -> ending.code() == exitCode).map(Ending::message);
    }

    private void log(String message, boolean warning) {
        logged++;
        if (logged > MAX_LOGGED) {
            if (logged == MAX_LOGGED + 1) {
                listener.warning("The worker says more than " + MAX_LOGGED + " things; the rest is left out");
            }
        } else if (warning) {
            listener.warning(message);
        } else {
            listener.log(message);
        }
    }
}
