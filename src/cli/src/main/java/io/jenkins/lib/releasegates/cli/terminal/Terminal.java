package io.jenkins.lib.releasegates.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.jenkins.lib.releasegates.report.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the command speaks.
 *
 * @param interactive whether a person is looking; progress is shown to nobody else
 * @param ansi whether that person wants colours
 * @param in what that person types
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean ansi, InputStream in) {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final int MAX_TYPED = 200;

    /** Where nobody types anything. */
    public Terminal(PrintStream out, PrintStream err, boolean interactive, boolean ansi) {
        this(out, err, interactive, ansi, InputStream.nullInputStream());
    }

    /** The next line that was typed, without spaces around it; what is too long is cut off, and at the end it is empty. */
    public String typed() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
            if (line.size() < MAX_TYPED) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

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
