package io.jenkins.lib.releasegates.scanner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates through a proxy of this test, which alone knows the host of the mirror. */
class ProxyTest {

    private static final String LOGIN = "jenkins:pass:word";

    @TempDir
    private Path home;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer proxy;
    private boolean demanding;

    @BeforeEach
    void start() throws IOException {
        VulnerabilityFeed.writeMirror(
                home.resolve("mirror"), "2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::answer);
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
        String wanted = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
        Path file = home.resolve("mirror")
                .resolve(String.valueOf(
                        Path.of(exchange.getRequestURI().getPath()).getFileName()));
        if (demanding && !shown.equals(wanted)) {
            exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"house\"");
            exchange.sendResponseHeaders(407, -1);
        } else if (Files.isRegularFile(file)) {
            byte[] body = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private Path update(URI mirror, Optional<String> credentials, String... direct) throws Exception {
        UpdateJob.Proxy way =
                new UpdateJob.Proxy("127.0.0.1", proxy.getAddress().getPort(), UpdateJob.Key.NONE, List.of(direct));
        return VulnerabilityFeed.update(
                new UpdateJob.Source.Feed(mirror),
                Optional.of(way),
                credentials,
                home.resolve("snapshots"),
                Optional.empty(),
                VulnerabilityFeed.CLOCK,
                new ArrayList<>());
    }

    @Test
    void shouldReachAMirrorThatOnlyTheProxyKnows() throws Exception {
        Path made = update(URI.create("http://mirror.invalid/nvd/"), Optional.empty());

        assertThat(Snapshot.open(made).description().records()).isPositive();
        assertThat(requests).contains("http://mirror.invalid/nvd/cache.properties");
    }

    @Test
    void shouldShowUserAndPasswordToAProxyThatDemandsThem() throws Exception {
        demanding = true;

        assertThat(update(URI.create("http://mirror.invalid/nvd/"), Optional.of(LOGIN)))
                .isDirectory();
    }

    @Test
    void shouldSayWhatTheProxyWantsWhenItRefuses() {
        demanding = true;

        assertThatThrownBy(() -> update(URI.create("http://mirror.invalid/nvd/"), Optional.empty()))
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("407")
                .hasMessageContaining("the proxy wants a user and a password");
        assertThatThrownBy(() -> update(URI.create("http://mirror.invalid/nvd/"), Optional.of("jenkins:wrong")))
                .isInstanceOf(ScanException.class)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void shouldLeaveOutTheProxyForHostsThatAreReachedDirectly() throws Exception {
        URI direct = URI.create("http://localhost:" + proxy.getAddress().getPort() + "/nvd/");

        assertThat(update(direct, Optional.empty(), "LOCALHOST")).isDirectory();

        assertThat(requests).isNotEmpty().allMatch(request -> request.startsWith("/nvd/"));
    }
}
