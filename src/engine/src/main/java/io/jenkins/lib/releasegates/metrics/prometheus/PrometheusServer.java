package io.jenkins.lib.releasegates.metrics.prometheus;

import io.jenkins.lib.releasegates.connection.BoundedBody;
import io.jenkins.lib.releasegates.connection.RetryAfter;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import java.io.IOException;
import java.math.BigDecimal;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * A server with Prometheus' HTTP API (prometheus.io/docs/prometheus/latest/querying/api). Posts questions as forms, follows no redirect, keeps no
 * cookie, reads at most {@value #MAX_BYTES} bytes of an answer, and takes none in part: Thanos and VictoriaMetrics are told so, and an answer with
 * warnings isn't one. Where the server asks to be left alone, it is; one whose clock is more than a minute from ours isn't believed.
 */
public final class PrometheusServer implements MetricsServer {

    /** The longest answer. */
    public static final int MAX_BYTES = 16 << 20;

    /** The longest question, in characters. */
    public static final int MAX_QUESTION = 20_000;

    private static final Duration MOST_APART = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private final PrometheusSettings settings;
    private final InstantSource clock;
    private final HttpClient client;
    private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.MIN);

    /** With the clock that dates in answers are held against. */
    public PrometheusServer(PrometheusSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = settings.client();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Answer at(String expression, Instant instant) throws MetricsException, InterruptedException {
        return ask("query", expression, Map.of("time", seconds(instant)));
    }

    @Override
    public Answer over(String expression, TimeSpan span) throws MetricsException, InterruptedException {
        return ask(
                "query_range",
                expression,
                Map.of(
                        "start", seconds(span.from()),
                        "end", seconds(span.to()),
                        "step", seconds(Instant.EPOCH.plus(span.step()))));
    }

    private static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
    }

    private Answer ask(String path, String expression, Map<String, String> further)
            throws MetricsException, InterruptedException {
        if (expression.length() > MAX_QUESTION) {
            throw new MetricsException(
                    Reason.QUESTION,
                    "the question has " + expression.length() + " characters, allowed are " + MAX_QUESTION,
                    null);
        }
        rest();
        permitted();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", expression);
        form.putAll(further);
        form.put("timeout", settings.patience().toMillis() + "ms");
        // Thanos and VictoriaMetrics; others pass over what they don't know.
        form.put("partial_response", "false");
        form.put("deny_partial_response", "1");
        HttpResponse<byte[]> answer = exchange(request(path, form));
        sameTime(answer);
        return AnswerReader.read(answer, later(answer));
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

    private void permitted() throws MetricsException {
        if (settings.proxy().isPresent()) {
            return;
        }
        try {
            settings.address().check();
        } catch (IOException e) {
            throw new MetricsException(Reason.ADDRESS, String.valueOf(e.getMessage()), e);
        }
    }

    private HttpRequest request(String path, Map<String, String> form) throws MetricsException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(api(path))
                .timeout(settings.patience())
                .header("User-Agent", "release-gates")
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded");
        settings.headers().forEach(request::header);
        try {
            settings.authorization().get().ifPresent(value -> request.header("Authorization", value));
        } catch (RuntimeException e) {
            throw new MetricsException(
                    Reason.NOT_ALLOWED, "there are no credentials for the connection " + settings.name(), e);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private URI api(String path) {
        String base = settings.address().uri().toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/" + path);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws MetricsException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BoundedBody.of(MAX_BYTES));
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

    /** Without its address. */
    @Override
    public String toString() {
        return settings.name();
    }
}
