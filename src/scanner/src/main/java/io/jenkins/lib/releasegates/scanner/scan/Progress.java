package io.jenkins.lib.releasegates.scanner.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** Tells whoever started the worker how far it is: JSON Lines, nothing else on that stream. Thread-safe. */
public final class Progress {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_MESSAGE = 2_000;

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** So many steps of so many are done; what the present one is about. */
    public void at(long done, long of, String what) {
        line(
                "progress",
                MAPPER.createObjectNode().put("done", done).put("of", of).put("what", cut(what)));
    }

    public void info(String message) {
        log("info", message);
    }

    public void warning(String message) {
        log("warning", message);
    }

    /** The last line. */
    public void ended(Outcome outcome, String message) {
        line("ended", MAPPER.createObjectNode().put("code", outcome.exitCode()).put("message", cut(message)));
    }

    private void log(String level, String message) {
        line("log", MAPPER.createObjectNode().put("level", level).put("message", cut(message)));
    }

    private void line(String type, ObjectNode members) {
        ObjectNode line = MAPPER.createObjectNode().put("type", type);
        line.setAll(members);
        String text;
        try {
            text = MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
    }
}
