package io.jenkins.lib.releasegates.promotion.traffic.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.connection.BoundedBody;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.RunningService;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.http.IdentityProbe.Where;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks each slot by HTTP. Follows no redirect and keeps no cookie; an answer has at most {@value #MOST_BYTES} bytes. */
public final class HttpService implements RunningService {

    /** The longest answer. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final int OK = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, IdentityProbe> identities;
    private final Map<String, List<SmokeTest>> smokes;
    private final Duration patience;
    private final HttpClient client;

    /**
     * Of a service.
     *
     * @param identities by slot
     * @param smokes by slot; a slot without any answers as it should
     * @param patience for one answer
     */
    public HttpService(Map<String, IdentityProbe> identities, Map<String, List<SmokeTest>> smokes, Duration patience) {
        this.identities = Map.copyOf(identities);
        this.smokes = Map.copyOf(smokes);
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public Digest identity(String slot) throws TargetException {
        IdentityProbe probe = identities.get(slot);
        if (probe == null) {
            throw new TargetException(Reason.REFUSED, "Nothing says what runs in slot " + slot);
        }
        HttpResponse<byte[]> answer = get(probe.address());
        if (answer.statusCode() != OK) {
            throw new TargetException(
                    answer.statusCode() >= 500 ? Reason.UNREACHABLE : Reason.REFUSED,
                    probe.address() + " answers " + answer.statusCode() + ", expected 200 with a digest");
        }
        String found = found(probe, answer);
        try {
            return Digest.parse(found);
        } catch (IllegalArgumentException e) {
            throw new TargetException(
                    Reason.MALFORMED,
                    probe.address() + " says \"" + shown(found) + "\", expected sha256: and 64 hexadecimal digits",
                    e);
        }
    }

    private static String found(IdentityProbe probe, HttpResponse<byte[]> answer) throws TargetException {
        Where where = probe.where();
        if (where instanceof Where.Header header) {
            return answer.headers().firstValue(header.name()).orElse("").strip();
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (where instanceof Where.Json json) {
            try {
                return MAPPER.readTree(body).at(json.pointer()).asText("");
            } catch (IOException e) {
                throw new TargetException(
                        Reason.MALFORMED, probe.address() + " says \"" + shown(body) + "\", expected JSON", e);
            }
        }
        return body.strip();
    }

    @Override
    public void smoke(String slot) throws TargetException {
        for (SmokeTest test : smokes.getOrDefault(slot, List.of())) {
            HttpResponse<byte[]> answer = get(test.address());
            if (answer.statusCode() != test.status()) {
                throw new TargetException(
                        Reason.REFUSED,
                        test.address() + " answers " + answer.statusCode() + ", expected " + test.status());
            }
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            if (test.text().isPresent() && !body.contains(test.text().get())) {
                throw new TargetException(
                        Reason.REFUSED,
                        test.address() + " answers \"" + shown(body) + "\", expected a text with \""
                                + test.text().get() + "\"");
            }
        }
    }

    private HttpResponse<byte[]> get(ServerAddress address) throws TargetException {
        try {
            address.check();
            return client.send(
                    HttpRequest.newBuilder(address.uri())
                            .timeout(patience)
                            .GET()
                            .build(),
                    BoundedBody.of(MOST_BYTES));
        } catch (BoundedBody.TooLargeException e) {
            throw new TargetException(Reason.MALFORMED, address + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TargetException(Reason.UNREACHABLE, address + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(Reason.UNREACHABLE, address + ": interrupted", e);
        }
    }

    private static String shown(String text) {
        String plain = text.strip().replaceAll("[^ -~]+", " ");
        return plain.length() > 120 ? plain.substring(0, 120) + "..." : plain;
    }
}
