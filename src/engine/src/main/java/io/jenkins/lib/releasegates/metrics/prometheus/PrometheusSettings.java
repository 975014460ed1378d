package io.jenkins.lib.releasegates.metrics.prometheus;

import io.jenkins.lib.releasegates.connection.HttpProxy;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A connection to a server of metrics, as its owner defines it.
 *
 * @param name what questions, records and pages call it
 * @param address where the API is, without {@code /api/v1}
 * @param authorization the header of that name, asked before each question; empty where nobody has to log in. What it throws is told as
 *     {@code NOT_ALLOWED}
 * @param headers further ones, {@code X-Scope-OrgID} of Mimir for example
 * @param patience how long an answer may take, to its end
 * @param trusted in place of what this Java trusts
 * @param proxy the proxy for a host, asked each time; {@link HttpProxy#NONE} for none. A proxy looks the name up itself, so that addresses can be
 *     held against what is permitted only as far as they are known here
 */
public record PrometheusSettings(
        String name,
        ServerAddress address,
        Supplier<Optional<String>> authorization,
        Map<String, String> headers,
        Duration patience,
        Optional<SSLContext> trusted,
        Function<String, Optional<HttpProxy>> proxy) {

    /** The longest patience. */
    public static final Duration MOST_PATIENCE = Duration.ofMinutes(5);

    public PrometheusSettings {
        headers = new TreeMap<>(headers);
        if (patience.compareTo(Duration.ofMillis(1)) < 0 || patience.compareTo(MOST_PATIENCE) > 0) {
            throw new IllegalArgumentException(
                    "time for an answer: found " + patience + ", allowed: up to " + MOST_PATIENCE);
        }
    }

    /** One without anything special, which waits for ten seconds. */
    public static PrometheusSettings of(String name, ServerAddress address) {
        return new PrometheusSettings(
                name, address, Optional::empty, Map.of(), Duration.ofSeconds(10), Optional.empty(), HttpProxy.NONE);
    }

    HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .proxy(HttpProxy.selector(proxy));
        trusted.ifPresent(client::sslContext);
        return client.build();
    }
}
