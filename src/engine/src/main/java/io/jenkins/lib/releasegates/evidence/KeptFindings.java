package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The findings of a document of {@link EvidenceJson} that was read to its end before; read from its compressed bytes each time, so that 100,000 of
 * them take no more memory than these.
 */
final class KeptFindings extends SequentialFindings {

    private final byte[] document;
    private final int size;

    /** The bytes are not to be changed any more. */
    KeptFindings(byte[] document, int size) {
        this.document = document;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<Finding> iterator() {
        return new Reading();
    }

    private JsonParser open() throws IOException {
        JsonParser json = EvidenceParser.again(EvidenceJson.plain(document));
        json.nextToken();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals(EvidenceParser.FINDINGS)) {
                return json;
            }
            json.skipChildren();
        }
        throw new IOException("Kept evidence that had " + size + " findings has none");
    }

    /** Opens the document when it is asked for the first one, and closes it behind the last one. */
    private final class Reading implements Iterator<Finding> {

        private @Nullable JsonParser json;
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Finding next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                JsonParser opened = json == null ? open() : json;
                json = opened;
                if (opened.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("Kept evidence that had " + size + " findings has " + next);
                }
                Finding finding = FindingJson.read(opened);
                next++;
                if (next == size) {
                    opened.close();
                }
                return finding;
            } catch (IOException e) {
                throw new UncheckedIOException("Kept evidence that could be read before can't be read", e);
            } catch (InvalidEvidenceException e) {
                throw new IllegalStateException("Kept evidence that could be read before can't be read", e);
            }
        }
    }
}
