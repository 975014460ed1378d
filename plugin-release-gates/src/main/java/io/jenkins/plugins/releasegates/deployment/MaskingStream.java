package io.jenkins.plugins.releasegates.deployment;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces secrets by asterisks, line by line; of a secret with several lines each. What is shorter than {@value #SHORTEST} characters is no secret:
 * masking it would spoil everything else.
 */
final class MaskingStream extends FilterOutputStream {

    /** Characters of the shortest text that is masked. */
    static final int SHORTEST = 3;

    private static final byte[] MASK = "****".getBytes(StandardCharsets.US_ASCII);

    /** A line is passed on at the latest when it has so many bytes. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final List<byte[]> secrets;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    MaskingStream(OutputStream log, Collection<String> secrets) {
        super(log);
        Set<String> lines = new LinkedHashSet<>();
        for (String secret : secrets) {
            secret.lines()
                    .map(String::strip)
                    .filter(text -> text.length() >= SHORTEST)
                    .forEach(lines::add);
        }
        List<byte[]> masked = new ArrayList<>();
        lines.stream()
                // A secret may be the beginning of another one.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(text -> masked.add(text.getBytes(StandardCharsets.UTF_8)));
        this.secrets = masked;
    }

    @Override
    public void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            pass(line.size());
        } else if (line.size() >= LONGEST_LINE) {
            // What a secret may still begin in is kept back.
            pass(line.size() - longest());
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        // Half a line may hold half a secret; it goes with its end.
        out.flush();
    }

    @Override
    public void close() throws IOException {
        pass(line.size());
        super.close();
    }

    private int longest() {
        return secrets.isEmpty() ? 0 : secrets.get(0).length * 4;
    }

    /** Passes on what begins before that place, masked; the rest stays. */
    private void pass(int until) throws IOException {
        byte[] text = line.toByteArray();
        line.reset();
        int at = 0;
        while (at < until) {
            byte[] secret = secretAt(text, at);
            if (secret.length > 0) {
                out.write(MASK);
                at += secret.length;
            } else {
                out.write(text[at]);
                at++;
            }
        }
        line.write(text, at, text.length - at);
    }

    private byte[] secretAt(byte[] text, int at) {
        for (byte[] secret : secrets) {
            if (at + secret.length <= text.length
                    && Arrays.equals(text, at, at + secret.length, secret, 0, secret.length)) {
                return secret;
            }
        }
        return new byte[0];
    }
}
