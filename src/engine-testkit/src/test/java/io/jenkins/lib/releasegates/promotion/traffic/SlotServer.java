package io.jenkins.lib.releasegates.promotion.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A real HTTP server on the loopback interface that answers with the name of its slot, and at {@code /identity} with what runs in it. */
public final class SlotServer implements AutoCloseable {

    static {
        // Otherwise each answer waits for an acknowledgement of its head, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String slot;
    private final AtomicLong requests = new AtomicLong();
    private volatile Digest running;
    private volatile int status = 200;
    private volatile long millis;

    /** One that runs that artifact. */
    public SlotServer(String slot, Digest running) throws IOException {
        this.slot = slot;
        this.running = running;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.createContext(
                "/identity", exchange -> answer(exchange, 200, "{\"service\":{\"digest\":\"" + this.running + "\"}}"));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** That runs in it from now on. */
    public void run(Digest artifact) {
        running = artifact;
    }

    /** Answers with that status from now on. */
    public void answer(int with) {
        status = with;
    }

    /** Takes so long for each answer from now on. */
    public void slowDown(long by) {
        millis = by;
    }

    /** How many requests came, those for its identity not counted. */
    public long requests() {
        return requests.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        answer(exchange, status, slot);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
