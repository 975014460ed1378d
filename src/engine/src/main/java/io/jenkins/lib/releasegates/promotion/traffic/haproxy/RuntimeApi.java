package io.jenkins.lib.releasegates.promotion.traffic.haproxy;

import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One command after the other, each on a connection of its own, which HAProxy closes after the answer. */
final class RuntimeApi {

    /** A backend of a thousand servers tells less. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final int BUFFER = 16 * 1024;

    private final HaproxySettings settings;

    RuntimeApi(HaproxySettings settings) {
        this.settings = settings;
    }

    /** What it says to commands that are parted by semicolons; bounded in time and size. */
    String ask(String commands) throws TargetException {
        long end = System.nanoTime() + settings.patience().toNanos();
        try (Selector selector = Selector.open();
                SocketChannel channel = channel()) {
            channel.configureBlocking(false);
            if (!channel.connect(settings.socket())) {
                channel.register(selector, SelectionKey.OP_CONNECT);
                await(selector, end, commands);
                channel.finishConnect();
            }
            ByteBuffer out = ByteBuffer.wrap((commands + "\n").getBytes(StandardCharsets.US_ASCII));
            while (out.hasRemaining()) {
                if (channel.write(out) == 0) {
                    channel.register(selector, SelectionKey.OP_WRITE);
                    await(selector, end, commands);
                }
            }
            return answer(channel, selector, end, commands);
        } catch (IOException | UnsupportedOperationException e) {
            throw new TargetException(
                    Reason.UNREACHABLE, "HAProxy at " + settings.socket() + ": " + commands + ": " + e, e);
        }
    }

    private SocketChannel channel() throws IOException {
        if (settings.socket() instanceof UnixDomainSocketAddress) {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        }
        if (settings.socket() instanceof InetSocketAddress address && address.isUnresolved()) {
            throw new IOException("the host " + address.getHostString() + " isn't found");
        }
        return SocketChannel.open();
    }

    private String answer(SocketChannel channel, Selector selector, long end, String commands)
            throws IOException, TargetException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(BUFFER);
        channel.register(selector, SelectionKey.OP_READ);
        while (true) {
            int read = channel.read(in.clear());
            if (read < 0) {
                return answer.toString(StandardCharsets.ISO_8859_1);
            }
            if (answer.size() + read > MOST_BYTES) {
                throw new TargetException(
                        Reason.MALFORMED,
                        "HAProxy at " + settings.socket() + ": " + commands + ": it answers more than " + MOST_BYTES
                                + " bytes");
            }
            answer.write(in.array(), 0, read);
            if (read == 0) {
                await(selector, end, commands);
            }
        }
    }

    private void await(Selector selector, long end, String commands) throws IOException, TargetException {
        long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (millis > 0) {
            selector.select(millis);
            selector.selectedKeys().clear();
        }
        if (System.nanoTime() >= end) {
            throw new TargetException(
                    Reason.UNREACHABLE,
                    "HAProxy at " + settings.socket() + ": " + commands + ": no answer within "
                            + settings.patience().toMillis() + " ms");
        }
    }
}
