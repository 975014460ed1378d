package io.jenkins.lib.releasegates.verify.files;

import java.io.IOException;
import java.io.InputStream;

/** Ends where a file has grown beyond what was agreed. */
public final class LimitedStream extends InputStream {

    private final InputStream stream;
    private long left;

    public LimitedStream(InputStream stream, long most) {
        this.stream = stream;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = left == 0 ? -1 : stream.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
