package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody signed in by the form, as a browser is: with a cookie, and a crumb only where the page asked for one. */
final class Session {

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String url;
    private String crumbField = "";
    private String crumb = "";

    Session(String url, String user, String password) throws IOException, InterruptedException {
        this.url = url;
        get("/login");
        HttpResponse<String> answer = post(
                "/j_spring_security_check",
                Map.of("j_username", user, "j_password", password, "from", "/", "Submit", ""));
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("loginError");
    }

    /** As a page of Jenkins itself would send it. */
    Session withCrumb() throws IOException, InterruptedException {
        JsonNode issued =
                new ObjectMapper().readTree(get("/crumbIssuer/api/json").body());
        crumbField = issued.path("crumbRequestField").asText();
        crumb = issued.path("crumb").asText();
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        if (!crumb.isEmpty()) {
            request.header(crumbField, crumb);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
