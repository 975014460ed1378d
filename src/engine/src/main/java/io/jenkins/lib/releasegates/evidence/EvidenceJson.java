package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
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

    /** Since version 2 an identity has more words than its severity, and findings have details. */
    static final int VERSION = 2;

    private EvidenceJson() {}

    /** What was recorded once is read for ever. */
    static boolean isKnown(int version) {
        return version >= 1 && version <= VERSION;
    }

    /**
     * The bytes of this evidence.
     *
     * @throws InvalidEvidenceException when they would be more than {@value #MAX_COMPRESSED}, or {@value #MAX_PLAIN} in plain form
     */
    public static byte[] write(Evidence evidence) throws InvalidEvidenceException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CountedStream plain = new CountedStream(new GZIPOutputStream(bytes, 8 * 1024))) {
            try (JsonGenerator json = EvidenceWriter.generator(plain)) {
                new EvidenceWriter(json).write(evidence);
            }
            if (plain.size > MAX_PLAIN) {
                throw new InvalidEvidenceException(
                        "The evidence has " + plain.size + " bytes; allowed are " + MAX_PLAIN);
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

    /** Knows how much went through it. */
    private static final class CountedStream extends FilterOutputStream {

        private long size;

        CountedStream(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int one) throws IOException {
            size++;
            out.write(one);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            size += length;
            out.write(buffer, offset, length);
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
