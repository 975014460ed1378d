package io.jenkins.lib.releasegates.audit.webhook;

import io.jenkins.lib.releasegates.audit.courier.LaterException;
import io.jenkins.lib.releasegates.audit.delivery.CloudEvent;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.message.InvalidTemplateException;
import io.jenkins.lib.releasegates.connection.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Posts CloudEvents to an address, in the structured mode of their HTTP binding or in the batched one, or what a template makes of entries; any answer with a status of 2xx says that
 * they were taken. Follows no redirect, uses no proxy, keeps no cookie, and shows nobody what is answered.
 */
public final class Webhook implements Target {

    /** Holds the HMAC of the body, where there is a signing secret. */
    public static final String SIGNATURE = "X-Release-Gates-Signature";

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final WebhookSettings settings;
    private final InstantSource clock;
    private final Patience patience;
    private final HttpClient client;
    private boolean closed;
    private CompletableFuture<HttpResponse<Integer>> sending = CompletableFuture.failedFuture(new IOException());

    /**
     * How long to wait.
     *
     * @param connect for the connection
     * @param whole for all of it, to the end of the answer
     */
    public record Patience(Duration connect, Duration whole) {}

    /** With the clock that dates in answers are held against. */
    public Webhook(WebhookSettings settings, InstantSource clock) {
        this(settings, clock, PATIENCE);
    }

    /** With how long to wait. */
    public Webhook(WebhookSettings settings, InstantSource clock, Patience patience) {
        this.settings = settings;
        this.clock = clock;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                // A proxy would look the name up itself, behind the check of its addresses.
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public boolean fromNowOn() {
        return settings.fromNowOn();
    }

    @Override
    public int most() {
        return settings.batch();
    }

    @Override
    public Optional<String> source() {
        return settings.source();
    }

    @Override
    public boolean wants(TrailEntry entry) {
        return settings.selection().has(entry);
    }

    @Override
    public boolean persons() {
        return settings.message().filter(WebhookSettings.Message::persons).isPresent();
    }

    @Override
    public void send(List<CloudEvent> events) throws IOException {
        settings.address().check();
        HttpResponse<Integer> answer = exchange(request(events));
        if (answer.statusCode() / 100 != 2) {
            refused(answer);
        }
    }

    private HttpRequest request(List<CloudEvent> events) throws IOException {
        byte[] body = body(events);
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address().uri())
                .timeout(patience.whole())
                .header("User-Agent", "release-gates")
                .header("Content-Type", type() + "; charset=UTF-8");
        settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        settings.secret().ifPresent(secret -> request.header(SIGNATURE, BodySignature.of(body, secret)));
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    private byte[] body(List<CloudEvent> events) throws IOException {
        Optional<WebhookSettings.Message> message = settings.message();
        if (message.isEmpty()) {
            return settings.batch() > 1
                    ? CloudEvent.batch(events)
                    : events.get(0).json();
        }
        CloudEvent event = events.get(0);
        WebhookSettings.Message form = message.get();
        try {
            return form.template().render(event.entry(), form.jenkins(), event.person(), form.key());
        } catch (InvalidTemplateException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private String type() {
        if (settings.message().isPresent()) {
            return "application/json";
        }
        return settings.batch() > 1 ? "application/cloudevents-batch+json" : "application/cloudevents+json";
    }

    private HttpResponse<Integer> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<Integer>> answer = begin(request);
        try {
            return answer.get(patience.whole().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it took longer than " + patience.whole().toSeconds() + " seconds", e);
        } catch (CancellationException e) {
            throw new IOException("it was broken off here", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private synchronized CompletableFuture<HttpResponse<Integer>> begin(HttpRequest request) throws IOException {
        if (closed) {
            throw new IOException("it is sent nothing any more");
        }
        sending = client.sendAsync(request, answer -> new DrainedBody());
        return sending;
    }

    @Override
    public synchronized void close() {
        closed = true;
        sending.cancel(true);
    }

    private void refused(HttpResponse<?> answer) throws IOException {
        int status = answer.statusCode();
        String words = "it answered with status " + status;
        if (status / 100 == 3) {
            words += ", and redirects are not followed";
        } else if (status / 100 == 4 && status != 408 && status != 429) {
            words += ", as if it never will. Nothing is skipped: all later entries wait until it does";
        }
        Optional<Duration> later =
                answer.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
        if (later.isPresent()) {
            throw new LaterException(words, later.get());
        }
        throw new IOException(words);
    }

    private String reason(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection came about within " + patience.connect().toSeconds() + " seconds";
        }
        if (failure instanceof HttpTimeoutException) {
            return "it took longer than " + patience.whole().toSeconds() + " seconds";
        }
        if (failure instanceof ConnectException) {
            return "the connection was refused";
        }
        if (failure instanceof SSLException) {
            return "no secure connection came about: " + failure.getMessage();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public String toString() {
        return settings.address().toString();
    }
}
