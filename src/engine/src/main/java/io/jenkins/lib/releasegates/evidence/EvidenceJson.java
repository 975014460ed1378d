package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Evidence as a gzip-compressed JSON document: how it crosses from the agent and is kept beside the record.
 *
 * <p>Equal evidence gives equal bytes, so that their SHA-256 can stand in the record: everything is sorted, and the gzip header carries no
 * time. Numbers are written as Java writes a double; NaN is {@code null}.
 */
public final class EvidenceJson {

    /** Largest document in compressed form, in bytes. */
    public static final int MAX_COMPRESSED = 20 * 1024 * 1024;

    /** Largest document in plain form, in bytes. */
    public static final int MAX_PLAIN = 200 * 1024 * 1024;

    static final String VERSION_FIELD = "release-gates-evidence";
    static final int VERSION = 1;

    private EvidenceJson() {}

    /**
     * The bytes of this evidence.
     *
     * @throws InvalidEvidenceException when they would be more than {@value #MAX_COMPRESSED}
     */
    public static byte[] write(Evidence evidence) throws InvalidEvidenceException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes, 8 * 1024)) {
            try (JsonGenerator json = EvidenceWriter.generator(gzip)) {
                new EvidenceWriter(json).write(evidence);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory doesn't fail to be written", e);
        }
        if (bytes.size() > MAX_COMPRESSED) {
            throw new InvalidEvidenceException(
                    "The evidence has " + bytes.size() + " compressed bytes; allowed are " + MAX_COMPRESSED);
        }
        return bytes.toByteArray();
    }

    /**
     * Evidence from bytes that {@link #write} may have written; unknown fields are ignored.
     *
     * @throws InvalidEvidenceException when they are no evidence, of another version, or beyond the limits
     */
    public static Evidence read(byte[] bytes) throws InvalidEvidenceException {
        if (bytes.length > MAX_COMPRESSED) {
            throw new InvalidEvidenceException(
                    "Kept evidence of " + bytes.length + " bytes; allowed are " + MAX_COMPRESSED);
        }
        try (InputStream plain = new Bounded(new GZIPInputStream(new ByteArrayInputStream(bytes), 8 * 1024))) {
            return new EvidenceParser().read(plain);
        } catch (IOException e) {
            throw new InvalidEvidenceException("Kept evidence that can't be read: " + e.getMessage());
        }
    }

    /** Ends a document that unpacks to more than is allowed. */
    private static final class Bounded extends InputStream {

        private final InputStream stream;
        private long size;

        Bounded(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = stream.read(buffer, offset, length);
            size += Math.max(0, read);
            if (size > MAX_PLAIN) {
                throw new IOException("it unpacks to more than " + MAX_PLAIN + " bytes, which is what is allowed");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
