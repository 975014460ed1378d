package io.jenkins.lib.releasegates.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.lib.releasegates.connection.HttpProxy;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.connection.TrustedCertificates;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import io.jenkins.lib.releasegates.testkit.SelfSigned;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom connections trust; servers that don't answer as Prometheus does are in {@code PrometheusFaultsTest}. */
class PrometheusTlsTest extends FaultyServer {

    @Test
    void shouldTrustNobodyButThoseWhomTheOwnerTrusts(@TempDir Path directory) throws Exception {
        assumeTrue(SelfSigned.isPossible(), "this Java has no keytool");
        SelfSigned key = SelfSigned.in(directory);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(key.context()));
        secure.createContext(
                "/", exchange -> Objects.requireNonNull(reply.get()).to(exchange));
        secure.start();
        try {
            String url = "https://localhost:" + secure.getAddress().getPort();
            assertThat(failure(prometheus(url, true, Duration.ofSeconds(20))).reason())
                    .isEqualTo(Reason.TLS);
            PrometheusServer trusting = new PrometheusServer(
                    new PrometheusSettings(
                            "metrics",
                            ServerAddress.parse("connection", url, true),
                            Optional::empty,
                            Map.of(),
                            Duration.ofSeconds(20),
                            Optional.of(TrustedCertificates.context(key.pem())),
                            HttpProxy.NONE),
                    clock);
            assertThat(trusting.at("up", now).isEmpty()).isTrue();
        } finally {
            secure.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
    void shouldRefuseWhatIsNoCertificate(String pem) {
        assertThatThrownBy(() -> TrustedCertificates.context(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed:");
    }
}
