package io.jenkins.lib.releasegates.metrics.prometheus;

import io.jenkins.lib.releasegates.connection.BoundedBody;
import io.jenkins.lib.releasegates.connection.HttpProxy;
import io.jenkins.lib.releasegates.connection.RetryAfter;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * One request after the other to a server with Prometheus' HTTP API: held against what is permitted, with credentials, bounded in time and size, and
 * none while the server wants to be left alone.
 */
final class Api {

    /** Thanos and VictoriaMetrics are told that a part is no answer; others pass over what they don't know. */
    static final Map<String, String> WHOLE = Collections.unmodifiableMap(
            new TreeMap<>(Map.of("partial_response", "false", "deny_partial_response", "1")));

    private static final Duration MOST_APART = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private final PrometheusSettings settings;
    private final InstantSource clock;
    private final HttpClient client;
    private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.MIN);

    Api(PrometheusSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = settings.client();
    }

    /** What came, not yet read, and how long the server wants to be left alone. */
    record Reply(HttpResponse<byte[]> answer, Optional<Duration> later) {}

    /** Posts a form, as long as it may be. */
    Reply post(String path, Map<String, String> form) throws MetricsException, InterruptedException {
        rest();
        return reply(request(path, permitted())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build());
    }

    /** Asks what can't be posted to. */
    Reply get(String path, Map<String, String> fields) throws MetricsException, InterruptedException {
        rest();
        return reply(request(path + "?" + encoded(fields), permitted()).GET().build());
    }

    private Reply reply(HttpRequest request) throws MetricsException, InterruptedException {
        HttpResponse<byte[]> answer = exchange(request);
        sameTime(answer);
        return new Reply(answer, later(answer));
    }

    /** Leaves alone who asked for it. */
    private void rest() throws MetricsException {
        Duration left = Duration.between(clock.instant(), restsUntil.get());
        if (!left.isNegative() && !left.isZero()) {
            throw new MetricsException(
                    Reason.TOO_MANY_QUESTIONS,
                    "the server asked not to be asked for another " + Math.max(1, left.toSeconds()) + " seconds",
                    Optional.of(left),
                    null);
        }
    }

    /** The proxy on the way; empty for none. */
    private Optional<HttpProxy> permitted() throws MetricsException {
        Optional<HttpProxy> proxy =
                settings.proxy().apply(settings.address().uri().getHost());
        try {
            if (proxy.isPresent()) {
                proxy.get().check();
                settings.address().checkBehindProxy();
            } else {
                settings.address().check();
            }
            return proxy;
        } catch (IOException e) {
            throw new MetricsException(Reason.ADDRESS, String.valueOf(e.getMessage()), e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String path, Optional<HttpProxy> proxy) throws MetricsException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(settings.patience())
                .header("User-Agent", "release-gates")
                .header("Accept", "application/json");
        settings.headers().forEach(request::header);
        // Java's client tells it the proxy alone, also where there is a tunnel.
        proxy.flatMap(HttpProxy::authorization).ifPresent(value -> request.header("Proxy-Authorization", value));
        try {
            settings.authorization().get().ifPresent(value -> request.header("Authorization", value));
        } catch (RuntimeException e) {
            throw new MetricsException(
                    Reason.NOT_ALLOWED, "there are no credentials for the connection " + settings.name(), e);
        }
        return request;
    }

    private URI uri(String path) {
        String base = settings.address().uri().toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/" + path);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws MetricsException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BoundedBody.of(PrometheusServer.MAX_BYTES));
        try {
            return answer.get(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(e);
        } catch (CancellationException e) {
            throw new MetricsException(Reason.CONNECTION, "it was broken off here", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private MetricsException late(Throwable cause) {
        return new MetricsException(
                Reason.TIMEOUT,
                "there was no answer within " + settings.patience().toMillis() + " ms",
                cause);
    }

    private MetricsException failure(Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return late(failure);
        }
        if (failure instanceof BoundedBody.TooLargeException) {
            return new MetricsException(Reason.TOO_LARGE, String.valueOf(failure.getMessage()), failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new MetricsException(
                        Reason.TLS, "no secure connection came about: " + Words.of(cause.getMessage()), failure);
            }
        }
        // The message may hold an address.
        return new MetricsException(
                Reason.CONNECTION,
                "no connection came about, or it broke off ("
                        + failure.getClass().getSimpleName() + ")",
                failure);
    }

    /** What a server with another clock knows "now" is of another time, and a burning service may look well. */
    private void sameTime(HttpResponse<?> answer) throws MetricsException {
        Optional<String> date = answer.headers().firstValue("Date");
        if (date.isEmpty()) {
            return;
        }
        Duration apart;
        try {
            Instant theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            apart = Duration.between(clock.instant(), theirs);
        } catch (DateTimeException e) {
            return;
        }
        if (apart.abs().compareTo(MOST_APART) > 0) {
            throw new MetricsException(
                    Reason.CLOCK,
                    "the clock of the server is " + apart.abs().toSeconds() + " seconds "
                            + (apart.isNegative() ? "behind" : "ahead of") + " ours",
                    null);
        }
    }

    private Optional<Duration> later(HttpResponse<?> answer) {
        Instant now = clock.instant();
        Optional<Duration> later = answer.statusCode() == 429 || answer.statusCode() == 503
                ? answer.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, now))
                : Optional.empty();
        Optional<Duration> bounded = later.map(rest -> rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
        bounded.ifPresent(rest -> restsUntil.set(now.plus(rest)));
        return bounded;
    }
}
