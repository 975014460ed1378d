package io.jenkins.lib.releasegates.evidence.reader.report;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.workspace.WorkspaceFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Arrays;

/** One report while it is read: its first bytes, its stream, and at the end its digest and size. */
public final class ReportSource implements Closeable {

    /** Bytes that a format is found out from. */
    static final int HEAD = 64 * 1024;

    private final WorkspaceFile file;
    private final Deadline deadline;
    private final ReadLimits limits;
    private final MeteredStream metered;
    private final byte[] head;

    public ReportSource(WorkspaceFile file, ReadLimits limits, Deadline deadline) throws IOException {
        this.file = file;
        this.limits = limits;
        this.deadline = deadline;
        this.metered = open();
        try {
            this.head = metered.readNBytes(HEAD);
        } catch (IOException e) {
            metered.close();
            throw e;
        }
    }

    public WorkspaceFile file() {
        return file;
    }

    public ReadLimits limits() {
        return limits;
    }

    public byte[] head() {
        return head.clone();
    }

    /** All bytes from the first one; the size limit is the format's. To be called once. */
    public InputStream stream(long maxBytes) throws UnreadableReportException {
        metered.limit(maxBytes);
        return new Whole(head, metered);
    }

    /** The same file from its first byte, for a reader that has to look twice. */
    public MeteredStream again(long maxBytes) throws IOException {
        MeteredStream stream = open();
        stream.limit(maxBytes);
        return stream;
    }

    /** The digest of the whole file, also of what the reader left unread. */
    public Digest digest() throws IOException {
        return metered.digest();
    }

    public long size() {
        return metered.size();
    }

    @Override
    public void close() throws IOException {
        metered.close();
    }

    private MeteredStream open() throws IOException {
        return new MeteredStream(Files.newInputStream(file.location(), LinkOption.NOFOLLOW_LINKS), deadline);
    }

    /** The head and then the rest, in blocks as large as the head; a parser that closes it doesn't end the metering. */
    private static final class Whole extends InputStream {

        private final byte[] block;
        private final InputStream rest;
        private int at;
        private int end;

        Whole(byte[] head, InputStream rest) {
            this.block = Arrays.copyOf(head, HEAD);
            this.end = head.length;
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            return isAtEnd() ? -1 : block[at++] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (isAtEnd()) {
                return -1;
            }
            int count = Math.min(length, end - at);
            System.arraycopy(block, at, buffer, offset, count);
            at += count;
            return count;
        }

        private boolean isAtEnd() throws IOException {
            if (at == end && end >= 0) {
                at = 0;
                end = rest.read(block, 0, block.length);
            }
            return end < 0;
        }
    }
}
