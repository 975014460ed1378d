package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The running Jenkins that {@code JENKINS_URL} names, entered as {@code JENKINS_USER} with the API token {@code JENKINS_TOKEN}. */
final class JenkinsUnderTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String url;
    private final String authorization;

    private JenkinsUnderTest(String url, String user, String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** The one that the environment names, if it names one. */
    static Optional<JenkinsUnderTest> given() {
        return environment("JENKINS_URL")
                .map(url -> new JenkinsUnderTest(
                        url,
                        environment("JENKINS_USER").orElse(""),
                        environment("JENKINS_TOKEN").orElse("")));
    }

    /** Whether it runs on this machine, so that it reaches what a scenario opens on loopback. */
    boolean isOnLoopback() {
        return List.of("127.0.0.1", "localhost").contains(URI.create(url).getHost());
    }

    /** Runs Groovy on the controller, and answers what that printed. */
    String script(String groovy) {
        HttpResponse<String> answer = post("/scriptText", Map.of("script", groovy));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("Exception");
        return answer.body().strip();
    }

    /** The same one, entered as somebody else. */
    JenkinsUnderTest as(String user, String token) {
        return new JenkinsUnderTest(url, user, token);
    }

    /** Whether it may be restarted in the middle of the scenarios. */
    static boolean mayRestart() {
        return environment("JENKINS_MAY_RESTART").isPresent();
    }

    static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    String url() {
        return url;
    }

    String authorization() {
        return authorization;
    }

    /** The answer to a GET, whatever its status. */
    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    /** A document that has to be there. */
    String text(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as("GET %s%s", url, path).isEqualTo(200);
        return answer.body();
    }

    JsonNode json(String path) {
        try {
            return MAPPER.readTree(text(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not JSON", e);
        }
    }

    /** The answer to a form that was sent, whatever its status. */
    HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> postXml(String path, String xml) {
        return send(request(path)
                .header("Content-Type", "application/xml; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(xml))
                .build());
    }

    /** Makes the item anew, whatever was there before. */
    void create(String folder, String name, String config) {
        delete(folder + "/job/" + name);
        assertThat(postXml(folder + "/createItem?name=" + encode(name), config).statusCode())
                .as("creating %s", name)
                .isEqualTo(200);
    }

    void delete(String path) {
        if (get(path + "/api/json").statusCode() == 200) {
            assertThat(post(path + "/doDelete", Map.of()).statusCode())
                    .as("deleting %s", path)
                    .isIn(200, 302, 303);
        }
    }

    /** Starts a build and waits for its end. */
    Build build(String job) {
        int number = json(job + "/api/json?tree=nextBuildNumber")
                .path("nextBuildNumber")
                .asInt();
        assertThat(post(job + "/build?delay=0sec", Map.of()).statusCode())
                .as("starting %s", job)
                .isEqualTo(201);
        return end(job, number);
    }

    /** Waits for the end of a build. */
    Build end(String job, int number) {
        String path = job + "/" + number;
        eventually(path + " ends", () -> {
            HttpResponse<String> answer = get(path + "/api/json?tree=building,result");
            return answer.statusCode() == 200 && answer.body().contains("\"building\":false");
        });
        return new Build(
                this, path, json(path + "/api/json?tree=result").path("result").asText());
    }

    /** Waits until something is so; what can't be asked yet isn't so. */
    void eventually(String what, Question question) {
        eventually(() -> what, question);
    }

    /** The same, where what was seen instead is part of what is said when it never comes to be so. */
    void eventually(Supplier<String> what, Question question) {
        within(PATIENCE, what, question);
    }

    /** The same, for no longer than that. */
    void within(Duration patience, Supplier<String> what, Question question) {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            try {
                if (question.isSo()) {
                    return;
                }
                Thread.sleep(200);
            } catch (UncheckedIOException e) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("Interrupted while waiting: " + what.get());
            }
        }
        fail("Not within " + patience + ": " + what.get());
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Restarts it, and waits until it answers again. */
    void restart() {
        Coverage.given().ifPresent(Coverage::fetch);
        String before = session();
        assertThat(post("/restart", Map.of()).statusCode()).isIn(200, 302, 303, 503);
        eventually("Jenkins is back", () -> {
            String now = session();
            return !now.isEmpty() && !now.equals(before) && get("/api/json").statusCode() == 200;
        });
    }

    private String session() {
        return get("/login").headers().firstValue("X-Jenkins-Session").orElse("");
    }

    String version() {
        return get("/login").headers().firstValue("X-Jenkins").orElse("unknown");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Something that is so or not yet. */
    interface Question {
        boolean isSo() throws InterruptedException;
    }

    /** A build that has ended. */
    record Build(JenkinsUnderTest jenkins, String path, String result) {

        String log() {
            return jenkins.text(path + "/consoleText");
        }

        /** What the page shows, as JSON. */
        JsonNode audit() {
            return jenkins.json(path + "/release-audit/json");
        }
    }
}
