package io.jenkins.lib.releasegates.audit.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.MustacheException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An owner's template of a JSON document, in the tags of Mustache (https://mustache.github.io/mustache.5.html): {@code {{name}}}, sections and inverted
 * sections. Every value is escaped for the inside of a JSON text, whatever tag it stands in; nothing can switch that off. Immutable; it has been tried on all
 * of {@link SampleEntries}.
 */
public final class BodyTemplate {

    /** Characters of a template. */
    public static final int MAX_CHARS = 20_000;

    private static final int MAX_BODY = 256 * 1024;
    private static final String SAMPLE_KEY = "sample-\"key\"";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final String text;

    private BodyTemplate(String text) {
        this.text = text;
    }

    /**
     * Reads one, and tries it.
     *
     * @throws InvalidTemplateException with the place, what was found and what is allowed
     */
    public static BodyTemplate parse(String text) throws InvalidTemplateException {
        if (text.length() > MAX_CHARS) {
            throw new InvalidTemplateException("Found " + text.length() + " characters; allowed: at most " + MAX_CHARS);
        }
        BodyTemplate template = new BodyTemplate(text);
        for (TrailEntry sample : SampleEntries.all()) {
            template.tryOn(sample, Optional.of("https://jenkins.example/"), Optional.of("Anna \"A\" Álvarez"));
            template.tryOn(sample, Optional.empty(), Optional.empty());
        }
        return template;
    }

    private void tryOn(TrailEntry sample, Optional<String> jenkins, Optional<String> person)
            throws InvalidTemplateException {
        String made = fill(MessageValues.of(sample, jenkins, person, SAMPLE_KEY));
        try {
            read(made);
        } catch (JsonProcessingException e) {
            throw new InvalidTemplateException(
                    "Found no JSON in what it makes of an event of the kind "
                            + sample.kind() + ": " + e.getOriginalMessage() + ", at line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
                            + " of that. Allowed: an object or an array, with every value but numbers and truth values within quotes");
        }
    }

    /**
     * The body for an entry, in UTF-8.
     *
     * @param jenkins address of this Jenkins, with a slash at the end
     * @param person who acted, where the owner wants that told
     * @param key a secret of the owner's that the template sends along
     * @throws InvalidTemplateException when it makes no JSON of this one; the message holds nothing of it
     */
    public byte[] render(TrailEntry entry, Optional<String> jenkins, Optional<String> person, String key)
            throws InvalidTemplateException {
        String made = fill(MessageValues.of(entry, jenkins, person, key));
        try {
            read(made);
        } catch (JsonProcessingException e) {
            throw new InvalidTemplateException("the template makes no JSON of an entry of the kind " + entry.kind());
        }
        return made.getBytes(StandardCharsets.UTF_8);
    }

    private static void read(String made) throws JsonProcessingException, InvalidTemplateException {
        JsonNode json = MAPPER.readTree(made);
        if (!json.isContainerNode()) {
            throw new InvalidTemplateException(
                    "Found neither an object nor an array; allowed: a JSON document of one of these");
        }
    }

    private String fill(Map<String, Object> values) throws InvalidTemplateException {
        Bounded made = new Bounded();
        try {
            Plain.compiler().compile(text).execute(values, made);
        } catch (MustacheException.Context e) {
            throw new InvalidTemplateException("Line " + e.lineNo + ": found '" + e.key + "'; allowed: "
                    + String.join(", ", new TreeSet<>(values.keySet()))
                    + ", and in the rows of gates and artifacts name, verdict, failed, advisory, digest");
        } catch (MustacheException e) {
            throw new InvalidTemplateException("It can't be filled: " + words(e));
        } catch (UnsupportedOperationException e) {
            throw new InvalidTemplateException(
                    "Found a tag that includes another template; allowed: {{name}}, {{#name}}...{{/name}}, {{^name}}...{{/name}}");
        }
        return made.text.toString();
    }

    private static String words(MustacheException e) {
        return e.getCause() instanceof IOException
                ? String.valueOf(e.getCause().getMessage())
                : String.valueOf(e.getMessage());
    }

    /** The template itself. */
    @Override
    public String toString() {
        return text;
    }

    /** Takes no more than a body may have. */
    private static final class Bounded extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            if (text.length() + length > MAX_BODY) {
                throw new IOException("it makes more than " + MAX_BODY + " characters");
            }
            text.append(characters, offset, length);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
