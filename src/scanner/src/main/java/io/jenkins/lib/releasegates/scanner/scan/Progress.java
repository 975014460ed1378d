package io.jenkins.lib.releasegates.scanner.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.releasegates.scanner.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Tells whoever started the worker how far it is: JSON Lines, nothing else on that stream. Thread-safe. */
public final class Progress {

    private static final int MAX_MESSAGE = 2_000;

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** The members of a line behind its type. */
    private interface Members {
        void write(JsonGenerator line) throws IOException;
    }

    /** So many steps of so many are done; what the present one is about. */
    public void at(long done, long of, String what) {
        line("progress", line -> {
            line.writeNumberField("done", done);
            line.writeNumberField("of", of);
            line.writeStringField("what", cut(what));
        });
    }

    public void info(String message) {
        log("info", message);
    }

    public void warning(String message) {
        log("warning", message);
    }

    /** The last line. */
    public void ended(Outcome outcome, String message) {
        line("ended", line -> {
            line.writeNumberField("code", outcome.exitCode());
            line.writeStringField("message", cut(message));
        });
    }

    private void log(String level, String message) {
        line("log", line -> {
            line.writeStringField("level", level);
            line.writeStringField("message", cut(message));
        });
    }

    private void line(String type, Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = Json.FACTORY.createGenerator(text)) {
            line.writeStartObject();
            line.writeStringField("type", type);
            members.write(line);
            line.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A line can be written into memory", e);
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
