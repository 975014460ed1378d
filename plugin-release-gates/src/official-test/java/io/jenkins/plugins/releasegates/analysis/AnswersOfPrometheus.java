package io.jenkins.plugins.releasegates.analysis;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import io.jenkins.plugins.releasegates.connection.PrometheusItem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Answers every question with the same number, as Prometheus does. A real one is asked in the acceptance tests. */
public final class AnswersOfPrometheus implements AutoCloseable {

    private final HttpServer server;
    private volatile String number;

    /** With that number, as the connection "prometheus" of this Jenkins. */
    public AnswersOfPrometheus(String number) throws IOException {
        this.number = number;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":["
                            + Clock.systemUTC().instant().getEpochSecond() + ",\"" + this.number + "\"]}]}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        PrometheusItem item = new PrometheusItem(
                "prometheus", "http://127.0.0.1:" + server.getAddress().getPort());
        item.setAllowPrivateAddresses(true);
        ConnectionConfiguration.get().setConnections(List.of(item));
    }

    /** From now on. */
    public void number(String other) {
        number = other;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
