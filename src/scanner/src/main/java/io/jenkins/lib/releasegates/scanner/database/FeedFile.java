package io.jenkins.lib.releasegates.scanner.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * What a compressed answer of the NVD API says of itself.
 *
 * @param total its {@code totalResults}; -1 where it has none
 * @param entries how many vulnerabilities it holds
 */
record FeedFile(long total, long entries) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads it to its last byte; one that is cut, or without a list of vulnerabilities, is refused. */
    static FeedFile read(Path file) throws UpdateException {
        long total = -1;
        long entries = -1;
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)));
                JsonParser json = JSON.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("totalResults") && value == JsonToken.VALUE_NUMBER_INT) {
                    total = json.getLongValue();
                } else if (name.equals("vulnerabilities") && value == JsonToken.START_ARRAY) {
                    entries = 0;
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        json.skipChildren();
                        entries++;
                    }
                } else {
                    json.skipChildren();
                }
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UpdateException("found no whole JSON in " + file.getFileName() + ": " + e.getMessage(), e);
        }
        if (entries < 0) {
            throw new UpdateException("found no list of vulnerabilities in " + file.getFileName());
        }
        return new FeedFile(total, entries);
    }
}
