package io.jenkins.lib.releasegates.promotion.traffic;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ask one address again and again over connections that they keep (HTTP/1.1, RFC 9112). A request is repeated only where its connection was
 * closed before a byte of the answer came; everything else that goes wrong is a failure.
 */
public final class KeepAliveLoad implements AutoCloseable {

    private static final int MILLIS = 10_000;

    private final int port;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean ended;

    /**
     * One answer.
     *
     * @param sent when the request was sent, of {@link System#nanoTime}
     * @param status of it
     * @param body of it
     */
    public record Answer(long sent, int status, String body) {}

    /** So many clients at a port of the loopback interface, each with a short pause between its requests. */
    public KeepAliveLoad(int port, int clients, int pauseMillis) {
        this.port = port;
        for (int i = 0; i < clients; i++) {
            Thread client = new Thread(() -> ask(pauseMillis), "load-" + i);
            client.setDaemon(true);
            client.start();
            this.clients.add(client);
        }
    }

    /** What came back until now. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Answers to requests that were sent after that moment, so many at least. */
    public List<Answer> since(long sent, int least) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        while (true) {
            List<Answer> since =
                    answers.stream().filter(answer -> answer.sent() > sent).toList();
            if (since.size() >= least) {
                return since;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only " + since.size() + " answers came, failures: " + failures());
            }
            Thread.sleep(10);
        }
    }

    /** What went wrong until now. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private void ask(int pauseMillis) {
        Connection connection = null;
        while (!ended) {
            try {
                if (connection == null) {
                    connection = new Connection(port);
                }
                long sent = System.nanoTime();
                Answer answer = connection.ask(sent);
                if (answer == null) {
                    connection.close();
                    connection = null;
                    continue;
                }
                answers.add(answer);
                Thread.sleep(pauseMillis);
            } catch (IOException e) {
                failures.add(e.toString());
                connection = closed(connection);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        closed(connection);
    }

    private static @Nullable Connection closed(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                // It is of no use any more.
            }
        }
        return null;
    }

    /** Ends all clients. */
    @Override
    public void close() {
        ended = true;
        for (Thread client : clients) {
            try {
                client.join(MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }

        /** Nothing where the connection was closed before a byte came. */
        @Nullable
        Answer ask(long sent) throws IOException {
            int first;
            try {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                first = in.read();
            } catch (SocketException e) {
                return null;
            }
            if (first < 0) {
                return null;
            }
            String line = (char) first + line();
            int status = Integer.parseInt(line.split(" ", 3)[1]);
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
            }
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("found " + body.length + " of " + length + " bytes of an answer");
            }
            return new Answer(sent, status, new String(body, StandardCharsets.UTF_8));
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new EOFException("an answer broke off behind \"" + line + "\"");
                }
                if (read != '\r') {
                    line.append((char) read);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
