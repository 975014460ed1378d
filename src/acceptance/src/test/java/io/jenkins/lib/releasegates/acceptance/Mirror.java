package io.jenkins.lib.releasegates.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * A few real vulnerabilities as a mirror of the NVD's data feeds has them, and as the NVD's API does, on this machine. Each mirror has a path of
 * its own, and so is a source of its own.
 */
final class Mirror implements AutoCloseable {

    /** What the API wants to see. */
    static final String KEY = "key-of-the-scenario";

    private static final String DATE = "2026-11-20T00\\:00\\:00Z";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String name = "/" + Long.toHexString(System.nanoTime());
    private volatile CountDownLatch held = new CountDownLatch(0);

    Mirror() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        byte[] known =
                Files.readAllBytes(Project.root().resolve("src/scanner/src/test/resources/nvd/vulnerabilities.json"));
        byte[] properties = ("prefix=nvdcve-\nlastModifiedDate=" + DATE + "\nlastModifiedDate.2021=" + DATE
                        + "\nlastModifiedDate.modified=" + DATE + "\n")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> files = Map.of(
                name + "/cache.properties", properties,
                name + "/nvdcve-2021.json.gz", gzip(known),
                name + "/nvdcve-modified.json.gz", gzip("{\"vulnerabilities\":[]}".getBytes(StandardCharsets.UTF_8)));
        server.createContext(name, exchange -> {
            hold(exchange);
            answer(
                    exchange,
                    Optional.ofNullable(files.get(exchange.getRequestURI().getPath())));
        });
        server.createContext("/api" + name, exchange -> api(exchange));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + name + "/";
    }

    String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api" + name;
    }

    /** Answers nothing but the first file until it is let go. */
    void hold() {
        held = new CountDownLatch(1);
    }

    void letGo() {
        held.countDown();
    }

    private void hold(HttpExchange exchange) throws IOException {
        try {
            if (exchange.getRequestURI().getPath().endsWith(".gz")) {
                held.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("held");
        }
    }

    /** Refuses all keys but one, and repeats what it was told, as servers do that mean well. */
    private static void api(HttpExchange exchange) throws IOException {
        String key = String.valueOf(exchange.getRequestHeaders().getFirst("apiKey"));
        if (!key.equals(KEY)) {
            exchange.getResponseHeaders().add("message", "Invalid apiKey " + key);
        }
        answer(
                exchange,
                Optional.of("{\"resultsPerPage\":0,\"startIndex\":0,\"totalResults\":0,\"vulnerabilities\":[]}")
                        .filter(text -> key.equals(KEY))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, Optional<byte[]> body) throws IOException {
        try (exchange) {
            byte[] bytes = body.orElse(new byte[0]);
            exchange.sendResponseHeaders(body.isPresent() ? OK : NOT_FOUND, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        threads.shutdownNow();
    }
}
