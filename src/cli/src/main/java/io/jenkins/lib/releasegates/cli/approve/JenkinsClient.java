package io.jenkins.lib.releasegates.cli.approve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks Jenkins as one person. Follows no redirect, so that the token goes where it was sent and nowhere else. */
final class JenkinsClient {

    /** Bytes of an answer. A request names at most as many gates and files as a policy allows. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Credentials credentials;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /** An answer that was understood: 200, 409 or 503, with its document. */
    record Reply(int status, JsonNode json) {}

    JenkinsClient(Credentials credentials, Duration patience) {
        this.credentials = credentials;
        this.patience = patience;
    }

    /** The account that asks. */
    String user() {
        return credentials.user();
    }

    /** A document. */
    JsonNode get(URI uri) throws IOException, InvalidInputException {
        Reply reply = send(HttpRequest.newBuilder(uri).GET(), uri);
        if (reply.status() != 200) {
            throw new IOException(uri + ": it answered with status " + reply.status());
        }
        return reply.json();
    }

    /** The reply to a form. */
    Reply post(URI uri, Map<String, String> form) throws IOException, InvalidInputException {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                uri);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply send(HttpRequest.Builder builder, URI uri) throws IOException, InvalidInputException {
        HttpRequest request = builder.timeout(patience)
                .header("Authorization", credentials.authorization())
                .header("Accept", "application/json")
                .header("User-Agent", "release-gates")
                .build();
        HttpResponse<byte[]> answer = exchange(request, uri);
        refuse(answer, uri);
        return new Reply(answer.statusCode(), json(answer, uri));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, URI uri) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, begun -> new BoundedBody(MAX_BYTES));
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(uri + ": it took longer than " + patience.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw new IOException(uri + ": " + words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(uri + ": it was interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private void refuse(HttpResponse<?> answer, URI uri) throws IOException, InvalidInputException {
        int status = answer.statusCode();
        switch (status) {
            case 200, 409, 503 -> {}
            case 401 ->
                throw new InvalidInputException(uri + ": Jenkins doesn't know the account " + credentials
                        + " with this token; allowed: an API token of that account that wasn't revoked");
            case 403 ->
                throw new InvalidInputException(
                        uri + ": the account " + credentials
                                + " may not do that; allowed: an account that may read this Jenkins and the job, with its API token");
            case 404 ->
                throw new InvalidInputException(uri + ": found nothing that the account " + credentials
                        + " may see; allowed: the address of a build that has asked for approval");
            default -> {
                if (status / 100 == 3) {
                    throw new IOException(uri + ": it sends elsewhere, to "
                            + answer.headers().firstValue("Location").orElse("nowhere")
                            + ", and the token isn't sent there. Give the address itself if it is the right one");
                }
                throw new IOException(uri + ": it answered with status " + status);
            }
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer, URI uri) throws IOException {
        JsonNode json;
        try {
            json = MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            json = MissingNode.getInstance();
        }
        if (!json.isObject()) {
            throw new IOException(uri + ": it answered with status " + answer.statusCode()
                    + " and what is no JSON of Release Gates; is this the address of a Jenkins with that plugin?");
        }
        return json;
    }
}
