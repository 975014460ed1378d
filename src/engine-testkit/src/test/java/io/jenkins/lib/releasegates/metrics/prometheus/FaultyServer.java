package io.jenkins.lib.releasegates.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.connection.HttpProxy;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For tests: a server that answers whatever a test says, and a connection to it. */
abstract class FaultyServer {

    final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    static final String NOTHING = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

    final SettableClock clock = new SettableClock(now);
    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> paths = new CopyOnWriteArrayList<>();
    final List<String> headers = new CopyOnWriteArrayList<>();
    final CountDownLatch end = new CountDownLatch(1);
    final AtomicReference<Reply> reply = new AtomicReference<>(text(200, "application/json", NOTHING));
    HttpServer server;

    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            headers.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
            Objects.requireNonNull(reply.get()).to(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    static Reply text(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static Reply json(String body) {
        return text(200, "application/json", body);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    PrometheusServer prometheus() {
        return prometheus(url(), true, Duration.ofSeconds(20));
    }

    PrometheusServer prometheus(String url, boolean allowPrivate, Duration patience) {
        return new PrometheusServer(
                new PrometheusSettings(
                        "metrics",
                        ServerAddress.parse("connection", url, allowPrivate),
                        () -> Optional.of("Bearer token-that-nobody-sees"),
                        Map.of("X-Scope-OrgID", "shop"),
                        patience,
                        Optional.empty(),
                        HttpProxy.NONE),
                clock);
    }

    MetricsException failure(PrometheusServer asked) {
        MetricsException failure = catchThrowableOfType(MetricsException.class, () -> asked.at("up", now));
        assertThat(failure).as("An answer came").isNotNull();
        assertThat(failure.getMessage()).doesNotContain("127.0.0.1").doesNotContain("token-that");
        return failure;
    }
}
