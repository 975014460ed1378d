package io.jenkins.lib.releasegates.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.lib.releasegates.connection.HttpProxy;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.connection.TrustedCertificates;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import io.jenkins.lib.releasegates.testkit.ForwardProxy;
import io.jenkins.lib.releasegates.testkit.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy on the way to a server. */
class PrometheusProxyTest extends FaultyServer {

    private static final String LOGIN = "Basic cHJveHk6c2VjcmV0";

    @TempDir
    private Path directory;

    private static Function<String, Optional<HttpProxy>> through(String host, int port, String authorization) {
        Optional<String> told = authorization.isEmpty() ? Optional.empty() : Optional.of(authorization);
        return asked -> Optional.of(new HttpProxy(host, port, told));
    }

    private static PrometheusServer server(
            String url, boolean allowPrivate, Function<String, Optional<HttpProxy>> proxy, String pem) {
        return new PrometheusServer(
                new PrometheusSettings(
                        "metrics",
                        ServerAddress.parse("connection", url, allowPrivate),
                        Optional::empty,
                        Map.of(),
                        Duration.ofSeconds(20),
                        pem.isEmpty() ? Optional.empty() : Optional.of(TrustedCertificates.context(pem)),
                        proxy),
                InstantSource.system());
    }

    private static MetricsException refused(PrometheusServer asked) {
        AtomicReference<MetricsException> failure = new AtomicReference<>();
        assertThatThrownBy(() -> asked.at("up", Clock.systemUTC().instant()))
                .isInstanceOfSatisfying(MetricsException.class, failure::set)
                .hasMessageNotContaining("secret");
        return Objects.requireNonNull(failure.get());
    }

    @Test
    void shouldAskWithTheWholeAddressInTheClear() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            PrometheusServer asked = server(url(), true, through("127.0.0.1", proxy.port(), LOGIN), "");
            assertThat(asked.at("up", now).isEmpty()).isTrue();
            assertThat(proxy.requests()).containsExactly("POST " + url() + "/api/v1/query");
            assertThat(paths).containsExactly("POST /api/v1/query");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void shouldTellThatTheProxyLetsNobodyIn(String scheme) throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            String url = scheme + url().substring("http".length());
            MetricsException failure = refused(server(url, true, through("127.0.0.1", proxy.port(), ""), ""));
            assertThat(failure.reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(failure).hasMessageStartingWith("the proxy doesn't let us in (407)");
            assertThat(paths).isEmpty();
        }
    }

    /** Answers over TLS what headers came. */
    private HttpsServer secure(SelfSigned key, List<String> told) throws IOException {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(key.context()));
        secure.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            told.addAll(exchange.getRequestHeaders().keySet());
            Objects.requireNonNull(reply.get()).to(exchange);
        });
        secure.start();
        return secure;
    }

    @Test
    void shouldAskThroughATunnelWhereThereIsTls() throws Exception {
        assumeTrue(SelfSigned.isPossible(), "this Java has no keytool");
        SelfSigned key = SelfSigned.in(directory);
        List<String> told = new CopyOnWriteArrayList<>();
        HttpsServer secure = secure(key, told);
        try (ForwardProxy proxy = new ForwardProxy("")) {
            String host = "localhost:" + secure.getAddress().getPort();
            // The proxy doesn't ask for it, and the server must not see it.
            PrometheusServer asked =
                    server("https://" + host, true, through("127.0.0.1", proxy.port(), LOGIN), key.pem());
            assertThat(asked.at("up", now).isEmpty()).isTrue();
            assertThat(proxy.requests()).containsExactly("CONNECT " + host);
            assertThat(told).contains("User-agent").doesNotContain("Proxy-authorization");
            assertThat(refused(server("https://" + host, true, through("127.0.0.1", proxy.port(), ""), ""))
                            .reason())
                    .isEqualTo(Reason.TLS);
        } finally {
            secure.stop(0);
        }
    }

    /** In a Java that may tell proxies passwords for tunnels, as its documentation says. */
    @Test
    void shouldLogInForATunnelWhereJavaMay() throws Exception {
        assumeTrue(SelfSigned.isPossible(), "this Java has no keytool");
        SelfSigned key = SelfSigned.in(directory);
        List<String> told = new CopyOnWriteArrayList<>();
        HttpsServer secure = secure(key, told);
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            Path pem = Files.writeString(directory.resolve("trusted.pem"), key.pem());
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djdk.http.auth.tunneling.disabledSchemes=",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PrometheusProxyTest.class.getName(),
                            "https://localhost:" + secure.getAddress().getPort(),
                            String.valueOf(proxy.port()),
                            pem.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor()).as(said).isZero();
            assertThat(said).contains("answered: true");
            assertThat(told).contains("User-agent").doesNotContain("Proxy-authorization");
        } finally {
            secure.stop(0);
        }
    }

    /** Asks once: the address, the port of the proxy, the file with the certificate. */
    public static void main(String[] arguments) throws Exception {
        PrometheusServer asked = server(
                arguments[0],
                true,
                through("127.0.0.1", Integer.parseInt(arguments[1]), LOGIN),
                Files.readString(Path.of(arguments[2])));
        System.out.println(
                "answered: " + asked.at("up", Clock.systemUTC().instant()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"https://127.0.0.1:9090", "https://localhost:9090", "https://10.1.2.3", "https://169.254.169.254"})
    void shouldStillRefusePrivateAddressesThatAreNotAllowed(String url) throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("")) {
            MetricsException failure = refused(server(url, false, through("127.0.0.1", proxy.port(), ""), ""));
            assertThat(failure.reason()).isEqualTo(Reason.ADDRESS);
            assertThat(failure).hasMessageContaining("which is not a public one");
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void shouldLeaveToTheProxyANameThatItAloneKnowsButNotInTheClear() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("")) {
            int port = server.getAddress().getPort();
            String host = "metrics.invalid:" + port;
            // What answers there speaks no TLS.
            refused(server("https://" + host, false, through("127.0.0.1", proxy.port(), ""), ""));
            assertThat(proxy.requests()).containsExactly("CONNECT " + host);
            assertThat(refused(server("http://" + host, true, through("127.0.0.1", proxy.port(), ""), "")))
                    .hasMessage("the host metrics.invalid isn't found, and http:// is only for private addresses");
            assertThat(proxy.requests()).hasSize(1);
            assertThat(paths).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "0.0.0.0", "224.0.0.1"})
    void shouldAskNoProxyThatCanBeNone(String host) {
        MetricsException failure = refused(server(url(), true, through(host, 3128, ""), ""));
        assertThat(failure.reason()).isEqualTo(Reason.ADDRESS);
        assertThat(failure).hasMessageContaining("which is none that a proxy may have");
        assertThat(paths).isEmpty();
    }

    @Test
    void shouldTellThatNoProxyIsThere() throws Exception {
        int port;
        try (ForwardProxy proxy = new ForwardProxy("")) {
            port = proxy.port();
        }
        assertThat(refused(server(url(), true, through("127.0.0.1", port, ""), ""))
                        .reason())
                .isEqualTo(Reason.CONNECTION);
        assertThat(refused(server(url(), true, through("proxy.invalid", port, ""), "")))
                .hasMessage("the proxy proxy.invalid isn't found");
    }

    @Test
    void shouldGoWithoutWhereTheProxyIsNotFor() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("")) {
            AtomicReference<Function<String, Optional<HttpProxy>>> way =
                    new AtomicReference<>(through("127.0.0.1", proxy.port(), ""));
            PrometheusServer asked = server(
                    url(), true, host -> Objects.requireNonNull(way.get()).apply(host), "");
            asked.at("up", now);
            way.set(HttpProxy.NONE);
            asked.at("up", now);
            assertThat(proxy.requests()).hasSize(1);
            assertThat(paths).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 3128", "proxy, 0", "proxy, 65536"})
    void shouldRefuseWhatIsNoProxy(String host, int port) {
        assertThatThrownBy(() -> new HttpProxy(host, port, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: a host, and a port up to 65535");
    }
}
