package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a JSON report, through Jackson's streaming parser, with its limits set and its exceptions in our words.
 *
 * <p>Text that no reader asks for is skipped without being held, however long it is.
 */
public final class JsonReport implements Closeable {

    static final int MAX_TEXT = 1024 * 1024;

    private final JsonParser json;
    private JsonToken token = JsonToken.NOT_AVAILABLE;

    public JsonReport(InputStream stream, ReadLimits limits) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(MAX_TEXT)
                        .maxNameLength(2_000)
                        .maxNumberLength(100)
                        .build())
                .build();
        try {
            json = factory.createParser(stream);
        } catch (CharConversionException e) {
            throw new UnreadableReportException(1, 1, "bytes that aren't UTF-8, UTF-16 or UTF-32");
        }
    }

    /** The next token; what is neither name nor value ends here. */
    JsonToken next() throws IOException {
        try {
            JsonToken next = json.nextToken();
            if (next == null) {
                throw unreadable("the end of the file within the JSON document");
            }
            token = next;
            return next;
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    /**
     * Opens the object that the document is.
     *
     * @param what whose document that would be, for the message where it is none
     */
    public void beginObject(String what) throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw unreadable("not a JSON object, which is what " + what + " writes");
        }
    }

    /** Goes to the next of several documents behind each other, which has to be an object; false at the end of the file. */
    public boolean nextObject() throws IOException {
        try {
            JsonToken next = json.nextToken();
            if (next == null) {
                return false;
            }
            token = next;
        } catch (IOException e) {
            throw inWords(e);
        }
        if (token != JsonToken.START_OBJECT) {
            throw unreadable("a line that is no JSON object, which is what is allowed");
        }
        return true;
    }

    /** Goes to the first token of the document and says whether it is an array, which is then open. */
    public boolean beginsArray() throws IOException {
        return next() == JsonToken.START_ARRAY;
    }

    /** Whether the parser stands at {@code null}. */
    public boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    /** Whether the parser stands at an object that has just been opened. */
    public boolean atObject() {
        return token == JsonToken.START_OBJECT;
    }

    /**
     * Reads the object that has just been opened.
     *
     * @param wanted names of what is kept of it, at whatever depth; all else is skipped
     */
    public JsonPart part(Set<String> wanted) throws IOException {
        return JsonPart.read(this, wanted);
    }

    /** Goes to the next element of the open array, which has to be an object, and reads it; empty at the end of the array. */
    public Optional<JsonPart> nextPart(Set<String> wanted) throws IOException {
        if (!element()) {
            return Optional.empty();
        }
        if (!atObject()) {
            throw unreadable("an element that is no object, which is what is allowed here");
        }
        return Optional.of(part(wanted));
    }

    /** The name of the next field of the object that is being read, which then stands before its value; null at its end. */
    public @Nullable String field() throws IOException {
        try {
            String name = json.nextFieldName();
            token = json.currentToken() == null ? JsonToken.NOT_AVAILABLE : json.currentToken();
            if (name == null && token != JsonToken.END_OBJECT) {
                throw unreadable("the end of the file within a JSON object");
            }
            return name;
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    /** Goes to the value of the field and says whether it is an object, which is then open; skips any other. */
    public boolean entersObject() throws IOException {
        return enters(JsonToken.START_OBJECT);
    }

    /** Goes to the value of the field and says whether it is an array, which is then open; skips any other. */
    public boolean entersArray() throws IOException {
        return enters(JsonToken.START_ARRAY);
    }

    /** Goes to the next element of the open array; false at its end. */
    public boolean element() throws IOException {
        return next() != JsonToken.END_ARRAY;
    }

    /** The text of the field's value; empty when it isn't a text. */
    public String text() throws IOException {
        if (next() == JsonToken.VALUE_STRING) {
            return string();
        }
        skipOpened();
        return "";
    }

    /** Reads the text of the field's value into the buffer; empty when it isn't a text. */
    void text(TextBuffer to) throws IOException {
        to.clear();
        if (next() != JsonToken.VALUE_STRING) {
            skipOpened();
            return;
        }
        try {
            to.set(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    /** The text where the parser stands. */
    String string() throws IOException {
        try {
            return json.getText();
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    /** The whole number of the field's value; the default when it isn't one, or too large. */
    public int integer(int otherwise) throws IOException {
        if (next() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return json.getNumberType() == JsonParser.NumberType.INT ? json.getIntValue() : otherwise;
            } catch (IOException e) {
                throw inWords(e);
            }
        }
        skipOpened();
        return otherwise;
    }

    /** The number of the field's value; empty where it is {@code null}, and nothing else is allowed. */
    public OptionalDouble decimal(String field) throws IOException {
        JsonToken value = next();
        if (value == JsonToken.VALUE_NULL) {
            return OptionalDouble.empty();
        }
        if (value != JsonToken.VALUE_NUMBER_INT && value != JsonToken.VALUE_NUMBER_FLOAT) {
            throw unreadable(field + " is no number; allowed is a number, or null");
        }
        return OptionalDouble.of(number());
    }

    /** Whether the value where the parser stands is true; empty where it is neither that nor false. */
    public Optional<Boolean> flag() {
        return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE
                ? Optional.of(token == JsonToken.VALUE_TRUE)
                : Optional.empty();
    }

    /** The number where the parser stands. */
    double number() throws IOException {
        try {
            return json.getDoubleValue();
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    /** Skips the value of the field. */
    public void skip() throws IOException {
        next();
        skipOpened();
    }

    /** Skips the object or array that has just been opened; anything else is already read. */
    public void skipOpened() throws IOException {
        try {
            json.skipChildren();
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    JsonToken token() {
        return token;
    }

    /** Only white space may follow. */
    public void end() throws IOException {
        try {
            if (json.nextToken() != null) {
                throw unreadable("something behind the end of the JSON document");
            }
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    public UnreadableReportException unreadable(String message) {
        JsonLocation at = json.currentTokenLocation();
        return new UnreadableReportException(at.getLineNr(), at.getColumnNr(), message);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private boolean enters(JsonToken opening) throws IOException {
        if (next() == opening) {
            return true;
        }
        skipOpened();
        return false;
    }

    private IOException inWords(IOException e) {
        if (e instanceof JsonProcessingException json) {
            JsonLocation at = json.getLocation();
            String reason = json.getOriginalMessage();
            String shown = reason.length() > 300 ? reason.substring(0, 300) + "…" : reason;
            return new UnreadableReportException(
                    at == null ? 0 : at.getLineNr(),
                    at == null ? 0 : at.getColumnNr(),
                    "not the JSON that is allowed here: " + shown.replaceAll("\\s+", " "));
        }
        if (e instanceof CharConversionException) {
            return unreadable("bytes that aren't UTF-8, UTF-16 or UTF-32");
        }
        return e;
    }
}
