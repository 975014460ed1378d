package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/**
 * The findings of a document of {@link EvidenceJson} that was read to its end before: each time somebody goes through them they are read from its
 * compressed bytes, so that 100,000 of them take no more memory than these. To be gone through from the first to the last; whoever takes the
 * n-th one reads all before it.
 */
final class KeptFindings extends UnchangingFindings {

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
    public Finding get(int index) {
        return listIterator(Objects.checkIndex(index, size)).next();
    }

    @Override
    public Iterator<Finding> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<Finding> listIterator() {
        return listIterator(0);
    }

    /** The list's own would take one by one by its number. */
    @Override
    public Spliterator<Finding> spliterator() {
        return Spliterators.spliterator(
                iterator(), size, Spliterator.ORDERED | Spliterator.IMMUTABLE | Spliterator.NONNULL);
    }

    @Override
    public ListIterator<Finding> listIterator(int index) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException("Found " + index + ", allowed are 0 to " + size);
        }
        Pass pass = new Pass();
        while (pass.nextIndex() < index) {
            pass.next();
        }
        return pass;
    }

    /** From the first to the last. */
    private final class Pass implements ListIterator<Finding> {

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
                JsonParser open = json == null ? open() : json;
                json = open;
                if (open.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("Kept evidence that had " + size + " findings has " + next);
                }
                Finding finding = FindingJson.read(open);
                next++;
                if (next == size) {
                    open.close();
                }
                return finding;
            } catch (IOException e) {
                throw new UncheckedIOException("Kept evidence that could be read before can't be read", e);
            } catch (InvalidEvidenceException e) {
                throw new IllegalStateException("Kept evidence that could be read before can't be read", e);
            }
        }

        private JsonParser open() throws IOException {
            JsonParser opened = EvidenceParser.again(EvidenceJson.plain(document));
            opened.nextToken();
            for (String field = opened.nextFieldName(); field != null; field = opened.nextFieldName()) {
                opened.nextToken();
                if (field.equals(EvidenceParser.FINDINGS)) {
                    return opened;
                }
                opened.skipChildren();
            }
            throw new IOException("Kept evidence that had " + size + " findings has none");
        }

        @Override
        public int nextIndex() {
            return next;
        }

        @Override
        public int previousIndex() {
            return next - 1;
        }

        @Override
        public boolean hasPrevious() {
            return next > 0;
        }

        @Override
        public Finding previous() {
            throw new UnsupportedOperationException("Kept findings are gone through from the first to the last");
        }

        @Override
        public void remove() {
            throw unchangeable();
        }

        @Override
        public void set(Finding finding) {
            throw unchangeable();
        }

        @Override
        public void add(Finding finding) {
            throw unchangeable();
        }

        private static UnsupportedOperationException unchangeable() {
            return new UnsupportedOperationException("Kept findings can't be changed");
        }
    }
}
