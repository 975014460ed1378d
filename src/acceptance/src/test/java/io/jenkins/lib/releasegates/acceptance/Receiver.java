package io.jenkins.lib.releasegates.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Another system, on loopback, that is told of events; what it takes and refuses is up to the scenario. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 202;
    private volatile Optional<String> retryAfter = Optional.empty();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in?key=inmyaddress";
    }

    /** Takes what it is sent from now on. */
    void take() {
        status = 202;
    }

    /** Refuses what it is sent from now on. */
    void refuse() {
        status = 500;
        retryAfter = Optional.empty();
    }

    /** The same, and asks to be told again in a second. */
    void refuseForASecond() {
        retryAfter = Optional.of("1");
        status = 503;
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        int answer = status;
        if (answer == 503) {
            retryAfter.ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", seconds));
        }
        requests.add(new Request(exchange.getRequestMethod(), headers, body, answer));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> refused() {
        return requests.stream().filter(request -> request.status >= 400).toList();
    }

    /** All events that it has taken, in the order in which they came. */
    List<JsonNode> taken() {
        return requests.stream()
                .filter(request -> request.status < 300)
                .flatMap(Request::events)
                .toList();
    }

    /** Numbers of the entries that it has taken. */
    List<Long> numbers() {
        return taken().stream()
                .map(event -> Long.valueOf(event.path("sequence").asText()))
                .toList();
    }

    /** Whether it has taken an event of that kind about that job or build. */
    boolean has(String kind, String subject) {
        return taken().stream()
                .anyMatch(event -> event.path("type").asText().equals("io.jenkins.release-gates." + kind)
                        && event.path("subject").asText().equals(subject));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /**
     * A request.
     *
     * @param status that it was answered with
     */
    record Request(String method, Map<String, String> headers, byte[] body, int status) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Stream<JsonNode> events() {
            try {
                JsonNode tree = MAPPER.readTree(body);
                List<JsonNode> events = new ArrayList<>();
                if (tree.isArray()) {
                    tree.forEach(events::add);
                } else {
                    events.add(tree);
                }
                return events.stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** SHA-256 over the bytes of the only event's entry, as the next one names it. */
        String hashOfEntry() {
            String text = text();
            String entry = text.substring(text.indexOf(",\"data\":") + ",\"data\":".length(), text.length() - 1);
            try {
                return "sha256:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256")
                                        .digest(entry.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What the header with the signature has to be. */
        String signature(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
