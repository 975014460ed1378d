package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.audit.delivery.DeliveryState;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.message.BodyTemplate;
import io.jenkins.lib.releasegates.audit.message.InvalidTemplateException;
import io.jenkins.lib.releasegates.audit.message.Selection;
import io.jenkins.lib.releasegates.audit.webhook.Webhook;
import io.jenkins.lib.releasegates.audit.webhook.WebhookSettings;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of the owner's own form, against a real server on loopback and a ledger on the disk. */
class DeliveryTemplateTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final String SECRET = "a-secret-of-the-receiver";
    private static final String KEY = "a-key-\"within\"-the-body";
    private static final String TEMPLATE = """
            {"text": "{{summary}}", "by": "{{person}}", "key": "{{key}}", "url": "{{url}}", "id": "{{id}}"}
            """;

    @TempDir
    private Path directory;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private record Request(String type, String signature, byte[] body) {

        String member(String name) throws IOException {
            return new ObjectMapper().readTree(body).path(name).asText();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(new Request(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private WebhookSettings settings(Selection selection, Optional<WebhookSettings.Message> message, int batch) {
        return new WebhookSettings(
                "chat",
                ServerAddress.parse(
                        "webhook", "http://127.0.0.1:" + server.getAddress().getPort() + "/", true),
                Optional.empty(),
                Optional.of(SECRET),
                false,
                batch,
                Optional.empty(),
                selection,
                message);
    }

    private static Optional<WebhookSettings.Message> message(String template, boolean persons)
            throws InvalidTemplateException {
        return Optional.of(new WebhookSettings.Message(
                BodyTemplate.parse(template), KEY, Optional.of("https://j.example/"), persons));
    }

    private Ledger open(WebhookSettings settings) throws LedgerException {
        Ledger ledger = Ledger.open(directory.resolve("ledger"));
        ledger.deliverTo(List.of(new Webhook(settings, InstantSource.fixed(Releases.NOW))), SOON);
        return ledger;
    }

    private static void decide(Ledger ledger, int build) throws LedgerException {
        var context = Releases.context(Releases.build(build), Releases.evidence(85, 0));
        ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    private static DeliveryState await(Ledger ledger) throws InterruptedException {
        for (int i = 0; i < 1_000 && ledger.deliveries().get(0).behind() > 0; i++) {
            synchronized (ledger) {
                ledger.wait(20);
            }
        }
        return ledger.deliveries().get(0);
    }

    @Test
    void shouldSendWhatTheTemplateMakesOfTheSelectedOnes() throws Exception {
        try (Ledger ledger = open(settings(Selection.parse("decision-made", ""), message(TEMPLATE, false), 1))) {
            decide(ledger, 1);
            decide(ledger, 2);
            assertThat(await(ledger).behind()).isZero();
            assertThat(ledger.head().entries()).isEqualTo(8);
        }

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).member("text")).isEqualTo("decision made: PASSED, shop/checkout #1");
        assertThat(requests.get(1).member("url")).isEqualTo("https://j.example/job/shop/job/checkout/2/");
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.type()).isEqualTo("application/json; charset=UTF-8");
            assertThat(request.member("key")).isEqualTo(KEY);
            assertThat(request.member("by")).isEmpty();
            assertThat(request.signature()).isEqualTo("sha256=" + hmac(request.body()));
        });
        assertThat(Files.readString(directory.resolve("ledger/deliveries/chat")))
                .isEqualTo("8\n");
    }

    private static String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void shouldNamePersonsOnlyWhereTheOwnerSaysSo() throws Exception {
        try (Ledger ledger = open(settings(Selection.parse("decision-made", ""), message(TEMPLATE, true), 1))) {
            decide(ledger, 1);
            await(ledger);
        }
        assertThat(requests.get(0).member("by")).isEqualTo(Releases.ALICE.name());
    }

    @Test
    void shouldSelectCloudEventsToo() throws Exception {
        try (Ledger ledger = open(settings(Selection.parse("decision-made", ""), Optional.empty(), 100))) {
            decide(ledger, 1);
            decide(ledger, 2);
            await(ledger);
        }
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.type()).isEqualTo("application/cloudevents-batch+json; charset=UTF-8");
            assertThat(new String(request.body(), StandardCharsets.UTF_8))
                    .contains("decision-made")
                    .doesNotContain("gate-judged");
        });
    }

    @Test
    void shouldGoOnWhereItWasBetweenThoseThatAreLeftOut() throws Exception {
        Selection selection = Selection.parse("decision-made", "");
        status = 500;
        try (Ledger ledger = open(settings(selection, message(TEMPLATE, false), 1))) {
            decide(ledger, 1);
            for (int i = 0; i < 1_000 && requests.isEmpty(); i++) {
                synchronized (ledger) {
                    ledger.wait(20);
                }
            }
            assertThat(ledger.deliveries().get(0).behind()).isPositive();
        }
        int refused = requests.size();
        status = 204;
        try (Ledger ledger = open(settings(selection, message(TEMPLATE, false), 1))) {
            decide(ledger, 2);
            assertThat(await(ledger).trouble()).isEmpty();
        }
        assertThat(requests.subList(refused, requests.size()))
                .extracting(request -> request.member("text"))
                .containsExactly("decision made: PASSED, shop/checkout #1", "decision made: PASSED, shop/checkout #2");
    }

    @Test
    void shouldTakeOneEventForOneTemplate() throws InvalidTemplateException {
        Optional<WebhookSettings.Message> message = message(TEMPLATE, false);
        assertThatThrownBy(() -> settings(Selection.all(), message, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("With a template a request has 1 event, found: 2");
        assertThat(settings(Selection.all(), message, 1).toString()).doesNotContain(KEY);
        assertThat(message.orElseThrow().toString()).doesNotContain(KEY);
    }
}
