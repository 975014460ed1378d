package io.jenkins.lib.releasegates.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small HTTP proxy on the loopback interface: a tunnel for {@code CONNECT}, and requests with a whole address. Whatever the host is called, it goes
 * to the loopback interface: as proxies do, it knows names that nobody else knows.
 */
public final class ForwardProxy implements AutoCloseable {

    private static final int LONGEST_HEAD = 64 * 1024;

    private final ServerSocket server;
    private final String authorization;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "forward proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /**
     * Starts one.
     *
     * @param authorization what it has to be told as Proxy-Authorization, answering 407 without; empty for nothing
     */
    public ForwardProxy(String authorization) throws IOException {
        this.authorization = authorization;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** The first lines of all requests, without their version: {@code CONNECT localhost:443}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // It was closed.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String[] lines = head.split("\r\n");
            String[] first = lines[0].split(" ");
            requests.add(first[0] + " " + first[1]);
            if (!authorization.isEmpty() && !head.contains("\r\nProxy-Authorization: " + authorization + "\r\n")) {
                answer(
                        client,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            } else if (first[0].equals("CONNECT")) {
                tunnel(client, Integer.parseInt(first[1].substring(first[1].lastIndexOf(':') + 1)));
            } else {
                forward(client, lines, URI.create(first[1]));
            }
        } catch (IOException | RuntimeException e) {
            // One side has gone.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < LONGEST_HEAD) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("The request ends in its head");
            }
            bytes.write(one);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        throw new IOException("The head of the request doesn't end");
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    private void tunnel(Socket client, int port) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            pump(client, target);
        }
    }

    private void forward(Socket client, String[] lines, URI uri) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            StringBuilder head = new StringBuilder(lines[0].split(" ")[0] + " " + uri.getRawPath()
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + " HTTP/1.1\r\n");
            for (int i = 1; i < lines.length; i++) {
                String name = lines[i].toLowerCase(Locale.ROOT);
                if (!name.startsWith("proxy-") && !name.startsWith("connection:")) {
                    head.append(lines[i]).append("\r\n");
                }
            }
            target.getOutputStream()
                    .write(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            pump(client, target);
        }
    }

    /** Both ways, until the target has said all. */
    private void pump(Socket client, Socket target) throws IOException {
        threads.execute(() -> {
            try {
                copy(client.getInputStream(), target.getOutputStream());
            } catch (IOException e) {
                // One side has gone.
            }
        });
        copy(target.getInputStream(), client.getOutputStream());
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] part = new byte[8192];
        for (int read = from.read(part); read >= 0; read = from.read(part)) {
            to.write(part, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
