package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.jenkins.lib.releasegates.report.Shown;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the command speaks.
 *
 * @param interactive whether a person is looking; progress is shown to nobody else
 * @param ansi whether that person wants colours
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean ansi) {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    boolean colours() {
        return interactive && ansi;
    }

    PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errorWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** A line for people; characters that would steer the terminal become visible. */
    void line(String text) {
        out.println(Shown.text(text));
    }

    void line() {
        out.println();
    }

    /** A line that was put together from safe parts. */
    void plain(String text) {
        out.println(text);
    }

    void error(String text) {
        text.lines().forEach(line -> err.println(Shown.text(line)));
    }

    void json(JsonNode document) {
        out.println(text(document));
    }

    static String text(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
    }

    /** The text in a colour, where colours are wanted: 1 red, 2 green, 3 yellow. */
    String coloured(int colour, String text) {
        return colours() ? "\u001b[3" + colour + "m" + text + "\u001b[0m" : text;
    }
}
