package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
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
     * The bytes of this evidence. Where the details of its findings would make them more than is allowed, the last of these are left out.
     *
     * @throws InvalidEvidenceException when they would be more than {@value #MAX_COMPRESSED} without any, or {@value #MAX_PLAIN} in plain form
     */
    public static byte[] write(Evidence evidence) throws InvalidEvidenceException {
        return parts(evidence).joined();
    }

    /** The same in parts, which together are the document; so that a large one doesn't take its memory twice. */
    public static DocumentParts parts(Evidence evidence) throws InvalidEvidenceException {
        int details = evidence.findings().size();
        // What a judgement adds, when each finding was seen first, must not take details away that were judged.
        boolean judged = evidence.identities().values().stream()
                .anyMatch(brief -> brief.firstSeen().isPresent());
        int allowed = judged ? MAX_COMPRESSED : MAX_COMPRESSED / 10 * 9;
        while (true) {
            DocumentParts parts = new DocumentParts(details == 0 ? MAX_COMPRESSED : allowed);
            long plain = write(evidence, details, parts);
            if (parts.fits() && plain <= MAX_PLAIN) {
                return parts;
            }
            if (details == 0) {
                throw new InvalidEvidenceException("The evidence has " + plain + " bytes, " + parts.size()
                        + " of them compressed; allowed are " + MAX_PLAIN + " and " + MAX_COMPRESSED);
            }
            details /= 2;
        }
    }

    /** How many bytes it has in plain form. */
    private static long write(Evidence evidence, int details, OutputStream parts) {
        try (CountedStream plain = new CountedStream(new GZIPOutputStream(parts, 8 * 1024))) {
            try (JsonGenerator json = EvidenceWriter.generator(plain)) {
                new EvidenceWriter(json).write(evidence, details);
            }
            return plain.size;
        } catch (IOException e) {
            throw new UncheckedIOException("Memory doesn't fail to be written", e);
        }
    }

    /**
     * Evidence from bytes that {@link #write} may have written; unknown fields are ignored. It may go on reading them, so that they are not to be
     * changed any more.
     *
     * @throws InvalidEvidenceException when they are no evidence, of another version, or beyond the limits
     */
    public static Evidence read(byte[] bytes) throws InvalidEvidenceException {
        return read(bytes, finding -> {});
    }

    /**
     * The same; each finding is shown as it is read, so that they needn't be gone through once more.
     *
     * @throws InvalidEvidenceException when it is no evidence, of another version, or beyond the limits; some findings may have been shown then
     */
    public static Evidence read(byte[] bytes, Consumer<Finding> each) throws InvalidEvidenceException {
        return read(bytes, new EvidenceParser(Optional.of(each)));
    }

    /**
     * The same without the details of findings: all that a later run is compared with.
     *
     * @throws InvalidEvidenceException when it is no evidence, of another version, or beyond the limits
     */
    public static Evidence readWithoutDetails(byte[] bytes) throws InvalidEvidenceException {
        return read(bytes, new EvidenceParser(Optional.empty()));
    }

    private static Evidence read(byte[] bytes, EvidenceParser parser) throws InvalidEvidenceException {
        if (bytes.length > MAX_COMPRESSED) {
            throw new InvalidEvidenceException(
                    "Kept evidence of " + bytes.length + " bytes; allowed are " + MAX_COMPRESSED);
        }
        try {
            return parser.read(bytes);
        } catch (IOException e) {
            throw new InvalidEvidenceException("Kept evidence that can't be read: " + e.getMessage());
        }
    }

    /** A document in plain form, which ends where it is larger than is allowed. */
    static InputStream plain(byte[] document) throws IOException {
        return new Bounded(new GZIPInputStream(new ByteArrayInputStream(document), 8 * 1024));
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
