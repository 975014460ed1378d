package io.jenkins.lib.releasegates.evidence.reader.report;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Hashes and counts what is read, and ends it at the size limit or the deadline. */
public final class MeteredStream extends FilterInputStream {

    private final MessageDigest sha256 = Digest.sha256();
    private final Deadline deadline;
    private long size;
    private @Nullable Digest digest;
    private long limit = Long.MAX_VALUE;

    MeteredStream(InputStream stream, Deadline deadline) {
        super(stream);
        this.deadline = deadline;
    }

    void limit(long bytes) throws UnreadableReportException {
        limit = bytes;
        checkSize();
    }

    long size() {
        return size;
    }

    /** Reads on to the end, so that the digest covers the whole file; may be asked again. */
    public Digest digest() throws IOException {
        if (digest == null) {
            byte[] rest = new byte[16 * 1024];
            while (read(rest, 0, rest.length) >= 0) {
                // The bytes only matter to the digest.
            }
            digest = Digest.from(sha256);
        }
        return digest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        deadline.check();
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            size += read;
            checkSize();
            sha256.update(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 16 * 1024)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void checkSize() throws UnreadableReportException {
        if (size > limit) {
            throw new UnreadableReportException(
                    "the report is larger than " + limit + " bytes, which is what is allowed");
        }
    }
}
