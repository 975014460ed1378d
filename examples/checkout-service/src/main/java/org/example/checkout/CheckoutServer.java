package org.example.checkout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /health} and {@code POST /payments}, in JSON.
 *
 * <p>201 charged now, 200 charged before, 400 with all reasons, 404, 405, 409 reference used for another cart, 413, 415.
 */
final class CheckoutServer implements AutoCloseable {

    private static final int MAX_BODY = 64 * 1024;
    private static final int THREADS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalogue catalogue;
    private final Checkout checkout;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Opens the address, without answering yet; port 0 is any free one. */
    CheckoutServer(InetSocketAddress address, Catalogue catalogue) throws IOException {
        this.catalogue = catalogue;
        this.checkout = new Checkout(catalogue);
        this.http = HttpServer.create(address, 0);
        http.setExecutor(threads);
        http.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
    }

    /** Starts to answer; returns at once. */
    void start() {
        http.start();
    }

    /** The port that it listens on. */
    int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/health" -> {
                if (allows(exchange, "GET")) {
                    send(exchange, 200, Map.of("status", "up"));
                }
            }
            case "/payments" -> {
                if (allows(exchange, "POST")) {
                    pay(exchange);
                }
            }
            default -> refuse(exchange, 404, "there is only /health and /payments");
        }
    }

    private void pay(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";")[0].trim().equalsIgnoreCase("application/json")) {
            refuse(exchange, 415, "the body must be application/json");
            return;
        }
        byte[] body = body(exchange);
        if (body.length > MAX_BODY) {
            refuse(exchange, 413, "the body may have " + MAX_BODY + " bytes");
            return;
        }
        try {
            PaymentRequest request = PaymentRequest.read(body, catalogue);
            Checkout.Answer answer = checkout.pay(request.paymentReference(), request.cart());
            switch (answer.outcome()) {
                case CHARGED -> send(exchange, 201, answer.receipt());
                case REPEATED -> send(exchange, 200, answer.receipt());
                case CONFLICT -> refuse(exchange, 409, "this paymentReference was used for another cart");
            }
        } catch (PaymentRequest.InvalidRequestException e) {
            send(exchange, 400, Map.of("errors", e.reasons()));
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            return body.readNBytes(MAX_BODY + 1);
        }
    }

    private static boolean allows(HttpExchange exchange, String method) throws IOException {
        if (exchange.getRequestMethod().equals(method)) {
            return true;
        }
        exchange.getResponseHeaders().set("Allow", method);
        refuse(exchange, 405, "only " + method + " is allowed here");
        return false;
    }

    private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
        send(exchange, status, Map.of("errors", List.of(reason)));
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream response = exchange.getResponseBody()) {
            response.write(bytes);
        }
    }
}
