package io.jenkins.lib.releasegates.cli.terminal;

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
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean ansi) {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Whether there are colours. */
    public boolean colours() {
        return interactive && ansi;
    }

    public PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    public PrintWriter errorWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** A line for people; characters that would steer the terminal become visible. */
    public void line(String text) {
        out.println(Shown.text(text));
    }

    public void line() {
        out.println();
    }

    /** A line that was put together from safe parts. */
    public void plain(String text) {
        out.println(text);
    }

    public void error(String text) {
        text.lines().forEach(line -> err.println(Shown.text(line)));
    }

    public void json(JsonNode document) {
        out.println(text(document));
    }

    /** As it is written. */
    public static String text(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
    }

    /** The text in a colour, where colours are wanted: 1 red, 2 green, 3 yellow. */
    public String coloured(int colour, String text) {
        return colours() ? "\u001b[3" + colour + "m" + text + "\u001b[0m" : text;
    }
}
