package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.lib.releasegates.audit.delivery.DeliveryState;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.webhook.Webhook;
import io.jenkins.lib.releasegates.audit.webhook.WebhookSettings;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.SelfSigned;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on loopback. */
class DeliveryWebhookTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Webhook.Patience SHORT = new Webhook.Patience(Duration.ofSeconds(2), Duration.ofMillis(700));
    private static final Webhook.Patience LONG = new Webhook.Patience(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private static final String TOKEN = "token-that-nobody-sees";
    private static final String SECRET = "secret-that-nobody-sees";

    private Webhook.Patience patience = SHORT;

    @TempDir
    private Path directory;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile Answer answer = exchange -> status(exchange, 204);

    private record Request(String path, Headers headers, byte[] body, long nanos) {

        JsonNode json() throws IOException {
            return MAPPER.readTree(body);
        }
    }

    private interface Answer {

        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server);
    }

    private void serve(HttpServer begun) {
        begun.setExecutor(threads);
        begun.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(new Request(
                    exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body, System.nanoTime()));
            answer.to(exchange);
        });
        begun.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=" + SECRET;
    }

    private WebhookSettings settings(String url, boolean allowPrivate, int batch) {
        return new WebhookSettings(
                "hub",
                ServerAddress.parse("webhook", url, allowPrivate),
                Optional.of(TOKEN),
                Optional.of(SECRET),
                false,
                batch,
                Optional.empty());
    }

    private Ledger open(int batch) throws LedgerException {
        return open(settings(url(), true, batch));
    }

    private Ledger open(WebhookSettings settings) throws LedgerException {
        Ledger ledger = Ledger.open(directory.resolve("ledger"));
        ledger.deliverTo(List.of(new Webhook(settings, InstantSource.fixed(Releases.NOW), patience)), SOON);
        return ledger;
    }

    private static void append(Ledger ledger, int entries) throws LedgerException {
        for (int i = 0; i < entries; i++) {
            ledger.recordEvidence(Releases.evidence(i % 100, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
        }
    }

    private static DeliveryState await(Ledger ledger, Predicate<DeliveryState> wanted) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            DeliveryState state = ledger.deliveries().get(0);
            if (wanted.test(state)) {
                return state;
            }
            Thread.sleep(10);
        }
        return ledger.deliveries().get(0);
    }

    /** The first trouble after one entry; it has no secret in it. */
    private String trouble(WebhookSettings settings) throws Exception {
        try (Ledger ledger = open(settings)) {
            append(ledger, 1);
            DeliveryState state = await(ledger, late -> late.trouble().isPresent());
            assertThat(state.toString()).doesNotContain(TOKEN, SECRET);
            assertThat(state.entries()).isZero();
            return state.trouble().orElseThrow();
        }
    }

    @Test
    void shouldPostEachEntryAsOneEventSignedAndWithTheToken() throws Exception {
        try (Ledger ledger = open(1)) {
            append(ledger, 5);
            await(ledger, state -> state.behind() == 0);
        }

        List<String> trail = Files.readAllLines(directory.resolve("ledger/trail/000000000000.jsonl"));
        assertThat(requests).hasSize(5);
        for (int seq = 0; seq < 5; seq++) {
            Request request = requests.get(seq);
            JsonNode event = request.json();
            JsonNode entry = MAPPER.readTree(trail.get(seq));
            assertThat(request.path()).isEqualTo("/hook?key=" + SECRET);
            assertThat(request.headers().getFirst("Content-Type"))
                    .isEqualTo("application/cloudevents+json; charset=UTF-8");
            assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
            assertThat(request.headers().getFirst("X-Release-Gates-Signature")).isEqualTo(hmac(request.body()));
            assertThat(event.path("id").asText()).isEqualTo(entry.path("origin").asText() + "/" + seq);
            assertThat(event.path("data")).isEqualTo(entry);
            assertThat(new String(request.body(), StandardCharsets.UTF_8))
                    .as("the line of the trail, byte for byte")
                    .endsWith(",\"data\":" + trail.get(seq) + "}")
                    .doesNotContain("Alice", "alice");
        }
    }

    private static String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void shouldPostBatchesToWhomTakesThem() throws Exception {
        List<Long> sequence = new ArrayList<>();
        try (Ledger ledger = open(settings(url(), true, 4))) {
            ledger.deliverTo(List.of(), SOON);
            append(ledger, 10);
            ledger.deliverTo(List.of(new Webhook(settings(url(), true, 4), InstantSource.system(), SHORT)), SOON);
            await(ledger, state -> state.behind() == 0);
        }
        for (Request request : requests) {
            assertThat(request.headers().getFirst("Content-Type"))
                    .isEqualTo("application/cloudevents-batch+json; charset=UTF-8");
            assertThat(request.headers().getFirst("X-Release-Gates-Signature")).isEqualTo(hmac(request.body()));
            request.json().forEach(event -> sequence.add(event.path("sequence").asLong()));
        }

        assertThat(requests).hasSize(3);
        assertThat(sequence).isEqualTo(LongStream.range(0, 10).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | it answered with status 400, as if it never will. Nothing is skipped
            401 | it answered with status 401, as if it never will. Nothing is skipped
            410 | it answered with status 410, as if it never will. Nothing is skipped
            408 | it answered with status 408.
            429 | it answered with status 429.
            500 | it answered with status 500.
            503 | it answered with status 503.
            """)
    void shouldSendAgainWhateverIsRefused(int status, String words) throws Exception {
        answer = exchange -> status(exchange, requests.size() <= 2 ? status : 200);
        try (Ledger ledger = open(1)) {
            append(ledger, 2);
            DeliveryState refused = await(ledger, state -> state.trouble().isPresent());
            DeliveryState taken = await(ledger, state -> state.behind() == 0);

            assertThat(refused.trouble().orElseThrow()).contains(words);
            assertThat(taken.trouble()).isEmpty();
        }
        assertThat(sequences()).containsExactly("0", "0", "0", "1");
    }

    private List<String> sequences() throws IOException {
        List<String> sequences = new ArrayList<>();
        for (Request request : requests) {
            sequences.add(String.valueOf(request.json().path("data").path("seq").asLong()));
        }
        return sequences;
    }

    @Test
    void shouldComeAgainNoSoonerThanItIsAsked() throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders()
                    .set("Retry-After", requests.size() == 1 ? "1" : "Sat, 21 Nov 2026 10:00:01 GMT");
            status(exchange, requests.size() <= 2 ? 429 : 200);
        };
        try (Ledger ledger = open(1)) {
            append(ledger, 1);
            await(ledger, state -> state.behind() == 0);
        }

        assertThat(requests).hasSize(3);
        for (int i = 1; i < 3; i++) {
            assertThat(Duration.ofNanos(
                            requests.get(i).nanos() - requests.get(i - 1).nanos()))
                    .isGreaterThan(Duration.ofMillis(950));
        }
    }

    @Test
    void shouldNotComeOnceMoreBeforeItClosesWhereItIsAskedToComeLater() throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "999999999");
            status(exchange, 503);
        };
        try (Ledger ledger = open(1)) {
            append(ledger, 1);
            await(ledger, state -> state.trouble().isPresent());
            append(ledger, 1);
        }

        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldFollowNoRedirect(int status) throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            status(exchange, status);
        };

        assertThat(trouble(settings(url(), true, 1)))
                .contains("it answered with status " + status + ", and redirects are not followed");
        assertThat(requests).isNotEmpty().allMatch(request -> request.path().startsWith("/hook"));
    }

    @Test
    void shouldGoToNoPrivateAddressThatIsNotAllowed() throws Exception {
        String port = ":" + server.getAddress().getPort() + "/hook";
        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0")) {
            assertThat(trouble(settings("https://" + host + port, false, 1)))
                    .as(host)
                    .contains("private ones are not allowed for this webhook");
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldSendNothingInTheClearOverAPublicNetwork() throws Exception {
        assertThat(trouble(settings("http://93.184.215.14/", true, 1)))
                .contains("has the public address 93.184.215.14, and http:// is only for private ones");
        assertThatThrownBy(() -> ServerAddress.parse("webhook", url(), false))
                .hasMessage("http:// is only for private addresses, which have to be allowed; use https://");
    }

    @Test
    void shouldSendNothingToAServerWithACertificateOfItsOwn() throws Exception {
        patience = LONG;
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(
                new HttpsConfigurator(SelfSigned.in(directory).context()));
        serve(secure);
        try {
            assertThat(trouble(
                            settings("https://localhost:" + secure.getAddress().getPort() + "/", true, 1)))
                    .contains("no secure connection came about");
        } finally {
            secure.stop(0);
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldSayWhyItIsNotReached() throws Exception {
        server.stop(0);
        assertThat(trouble(settings(url(), true, 1))).contains("the connection was refused");
        assertThat(trouble(settings("https://nowhere.invalid/", false, 1)))
                .contains("the host nowhere.invalid isn't found");
    }

    @Test
    void shouldNotWaitForeverForAnAnswer() throws Exception {
        answer = exchange -> sleep(10_000);
        assertThat(trouble(settings(url(), true, 1))).contains("it took longer than");
    }

    @Test
    void shouldNotWaitForeverForTheEndOfAnAnswer() throws Exception {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write('.');
                    body.flush();
                    sleep(50);
                }
            }
        };
        assertThat(trouble(settings(url(), true, 1))).contains("it took longer than");
    }

    @Test
    void shouldBreakOffALongAnswer() throws Exception {
        List<Long> written = new CopyOnWriteArrayList<>();
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            long bytes = 0;
            try (OutputStream body = exchange.getResponseBody()) {
                while (bytes < 1_000_000_000) {
                    body.write(new byte[8_192]);
                    bytes += 8_192;
                }
            } finally {
                written.add(bytes);
            }
        };
        try (Ledger ledger = open(1)) {
            append(ledger, 3);
            assertThat(await(ledger, state -> state.behind() == 0).behind()).isZero();
        }

        assertThat(sequences()).containsExactly("0", "1", "2");
        for (int i = 0; i < 500 && written.size() < 3; i++) {
            Thread.sleep(10);
        }
        assertThat(written).hasSize(3).allMatch(bytes -> bytes < 100_000_000);
    }

    @Test
    void shouldLetNobodyWaitForASlowReceiver() throws Exception {
        answer = exchange -> {
            sleep(400);
            status(exchange, 200);
        };
        try (Ledger ledger = open(1)) {
            append(ledger, 1);
            long begun = System.nanoTime();
            append(ledger, 50);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(ledger.deliveries().get(0).behind()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://example.com/                | begins with https://
            example.com                       | begins with https://
            https://user:secret@example.com/  | holds neither user nor password
            https:///hook                     | names a host
            https://a_b.example.com/          | names a host
            https://example.com:70000/        | port
            https://example.com/#part         | has no part behind a '#'
            https://exam ple.com/             | This is no address
            """)
    void shouldRefuseWhatIsNoAddress(String url, String words) {
        assertThatThrownBy(() -> ServerAddress.parse("webhook", url, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldShowNoSecretInWhatItRefuses() {
        ServerAddress address = ServerAddress.parse("webhook", "https://example.com/hook?key=" + SECRET, false);
        assertThatThrownBy(() -> new WebhookSettings(
                        "hub", address, Optional.of(TOKEN + "\nX: y"), Optional.empty(), false, 1, Optional.empty()))
                .hasMessageContaining("visible ASCII")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> new WebhookSettings(
                        "hub", address, Optional.empty(), Optional.of("short"), false, 1, Optional.empty()))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("short");
        assertThat(settings("https://example.com/hook?key=" + SECRET, false, 1).toString())
                .isEqualTo("hub https://example.com/hook");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
