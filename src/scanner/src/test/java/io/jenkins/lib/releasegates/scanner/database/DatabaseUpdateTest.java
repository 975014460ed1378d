package io.jenkins.lib.releasegates.scanner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates from a server of this test, which counts requests and fails when it is told to. */
class DatabaseUpdateTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path home;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Deque<Integer> failures = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private HttpServer server;
    private Path snapshots;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        snapshots = home.resolve("snapshots");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        Integer failure;
        synchronized (failures) {
            failure = failures.poll();
        }
        byte[] body = {};
        int status = failure == null ? 200 : failure;
        if (status == 200) {
            body = exchange.getRequestURI().getPath().startsWith("/rest")
                    ? page(exchange.getRequestURI().getQuery())
                    : files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            status = body.length == 0 ? 404 : 200;
        } else if (status == 429) {
            exchange.getResponseHeaders().add("Retry-After", "7");
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** All vulnerabilities on the first page, those changed since then on another one: one with another range. */
    private byte[] page(String query) throws IOException {
        ObjectNode document = (ObjectNode) MAPPER.readTree(VulnerabilityFeed.bytes("vulnerabilities.json"));
        if (query.contains("lastModStartDate")) {
            ArrayNode list = (ArrayNode) document.path("vulnerabilities");
            while (list.size() > 1) {
                list.remove(1);
            }
            document.put("totalResults", 1);
        }
        return MAPPER.writeValueAsBytes(document);
    }

    private void serveMirror(String date, byte[] json) throws IOException {
        Path mirror = home.resolve("mirror-" + date.replace(':', '-'));
        VulnerabilityFeed.writeMirror(mirror, date, json);
        try (Stream<Path> all = Files.list(mirror)) {
            for (Path file : all.toList()) {
                files.put("/feed/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private Path updateFromFeed(Optional<Path> from) throws Exception {
        return VulnerabilityFeed.update(
                new UpdateJob.Source.Feed(uri("/feed")), snapshots, from, VulnerabilityFeed.CLOCK, pauses);
    }

    private Path updateFromApi(Optional<Path> from, Clock clock) throws Exception {
        return VulnerabilityFeed.update(
                new UpdateJob.Source.Api(uri("/rest/json/cves/2.0")), snapshots, from, clock, pauses);
    }

    private List<String> visible() throws IOException {
        try (Stream<Path> all = Files.list(snapshots)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void shouldMakeASnapshotWhenAMirrorIsWhole() throws Exception {
        serveMirror("2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));

        Snapshot snapshot = Snapshot.open(updateFromFeed(Optional.empty()));

        assertThat(snapshot.header().records()).isEqualTo(13);
        assertThat(visible()).containsExactly(snapshot.folder().getFileName().toString());
        try (Stream<Path> parts = Files.list(snapshot.folder())) {
            assertThat(parts.map(part -> part.getFileName().toString()))
                    .containsExactlyInAnyOrder("odc.mv.db", "kev.json", "snapshot.json");
        }
        assertThat(snapshots.resolve(".update")).doesNotExist();
    }

    @Test
    void shouldFetchWhatChangedWhenThereIsAnEarlierSnapshot() throws Exception {
        serveMirror("2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));
        Path first = updateFromFeed(Optional.empty());
        byte[] before = Files.readAllBytes(first.resolve("odc.mv.db"));
        String more = new String(VulnerabilityFeed.bytes("vulnerabilities.json"), StandardCharsets.UTF_8)
                .replace("CVE-1900-0002", "CVE-1900-0004");
        serveMirror("2026-11-21T00:00:00Z", more.getBytes(StandardCharsets.UTF_8));
        requests.clear();

        Snapshot second = Snapshot.open(updateFromFeed(Optional.of(first)));

        assertThat(second.header().records()).isEqualTo(14);
        assertThat(second.header().lastModified()).isEqualTo("2026-11-21T00:00:00.000Z");
        assertThat(Files.readAllBytes(first.resolve("odc.mv.db"))).isEqualTo(before);
        assertThat(requests).hasSize(3);

        requests.clear();
        Clock later = Clock.fixed(VulnerabilityFeed.NOW.plusSeconds(3_600), ZoneOffset.UTC);
        Snapshot third = Snapshot.open(VulnerabilityFeed.update(
                new UpdateJob.Source.Feed(uri("/feed")), snapshots, Optional.of(second.folder()), later, pauses));
        assertThat(requests).containsExactly("/feed/cache.properties");
        assertThat(third.header().lastChecked()).isEqualTo("2026-11-21T11:00:00.000Z");
        assertThat(third.header().records()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 503})
    void shouldWaitAndAskAgainWhenTheServerIsBusy(int status) throws Exception {
        serveMirror("2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));
        failures.addAll(List.of(status, status));

        Snapshot snapshot = Snapshot.open(updateFromFeed(Optional.empty()));

        assertThat(snapshot.header().records()).isEqualTo(13);
        assertThat(pauses)
                .isEqualTo(
                        status == 429
                                ? List.of(Duration.ofSeconds(7), Duration.ofSeconds(7))
                                : List.of(Duration.ofSeconds(2), Duration.ofSeconds(4)));
    }

    @Test
    void shouldGiveUpWhenTheServerStaysBusy() throws Exception {
        failures.addAll(Collections.nCopies(Fetch.ATTEMPTS, 403));

        assertThatThrownBy(() -> updateFromFeed(Optional.empty()))
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("found status 403")
                .hasMessageContaining("for the 10th time");
        assertThat(requests).hasSize(Fetch.ATTEMPTS);
        assertThat(visible()).isEmpty();
    }

    @Test
    void shouldLeaveTheEarlierSnapshotWhenAFileIsCut() throws Exception {
        serveMirror("2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));
        Path first = updateFromFeed(Optional.empty());
        serveMirror("2026-11-21T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));
        byte[] whole = java.util.Objects.requireNonNull(files.get("/feed/nvdcve-2021.json.gz"));
        files.put("/feed/nvdcve-2021.json.gz", Arrays.copyOf(whole, whole.length - 20));

        assertThatThrownBy(() -> updateFromFeed(Optional.of(first)))
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("found no whole JSON")
                .hasMessageContaining("The earlier snapshots are as they were");
        assertThat(visible()).containsExactly(first.getFileName().toString());
        Snapshot.open(first);
    }

    @Test
    void shouldRefuseWhenJsonIsCutThoughItsCompressionIsWhole() throws Exception {
        byte[] json = VulnerabilityFeed.bytes("vulnerabilities.json");
        serveMirror("2026-11-20T00:00:00Z", Arrays.copyOf(json, json.length / 2));

        assertThatThrownBy(() -> updateFromFeed(Optional.empty())).hasMessageContaining("found no whole JSON");
        assertThat(visible()).isEmpty();
    }

    @Test
    void shouldRefuseWhenAMirrorHoldsNothing() throws Exception {
        serveMirror("2026-11-20T00:00:00Z", "{\"vulnerabilities\":[]}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> updateFromFeed(Optional.empty())).hasMessageContaining("found 0 vulnerabilities");
        assertThat(visible()).isEmpty();
    }

    @Test
    void shouldFetchPagesAndThenChangesWhenTheApiIsAsked() throws Exception {
        Path first = updateFromApi(Optional.empty(), VulnerabilityFeed.CLOCK);

        assertThat(Snapshot.open(first).header().records()).isEqualTo(13);
        assertThat(requests).containsExactly("/rest/json/cves/2.0?resultsPerPage=2000&startIndex=0");

        requests.clear();
        Clock later = Clock.fixed(VulnerabilityFeed.NOW.plus(Duration.ofDays(130)), ZoneOffset.UTC);
        Path second = updateFromApi(Optional.of(first), later);
        assertThat(requests)
                .containsExactly(
                        "/rest/json/cves/2.0?resultsPerPage=2000&startIndex=0&lastModStartDate=2026-11-21T10:00:00.000Z"
                                + "&lastModEndDate=2027-03-21T10:00:00.000Z",
                        "/rest/json/cves/2.0?resultsPerPage=2000&startIndex=0&lastModStartDate=2027-03-21T10:00:00.000Z"
                                + "&lastModEndDate=2027-03-31T10:00:00.000Z");
        assertThat(Snapshot.open(second).header().records()).isEqualTo(13);
    }

    @Test
    void shouldGoOnWithThePagesThatAreThereWhenAnUpdateWasInterrupted() throws Exception {
        failures.addAll(Collections.nCopies(Fetch.ATTEMPTS, 503));
        assertThatThrownBy(() -> updateFromApi(Optional.empty(), VulnerabilityFeed.CLOCK))
                .isInstanceOf(ScanException.class);
        try (SnapshotFolder folder = SnapshotFolder.open(snapshots)) {
            Path downloads = folder.downloads(uri("/rest/json/cves/2.0").toString());
            VulnerabilityFeed.gzip(downloads.resolve("all-0.json.gz"), page(""));
        }
        requests.clear();
        Clock later = Clock.fixed(VulnerabilityFeed.NOW.plusSeconds(60), ZoneOffset.UTC);

        Path made = updateFromApi(Optional.empty(), later);

        assertThat(requests)
                .containsExactly(
                        "/rest/json/cves/2.0?resultsPerPage=2000&startIndex=0&lastModStartDate=2026-11-21T10:00:00.000Z"
                                + "&lastModEndDate=2026-11-21T10:01:00.000Z");
        assertThat(Snapshot.open(made).header().records()).isEqualTo(13);
    }

    @Test
    void shouldStartOverWhenAKilledUpdateLeftHalfADatabase() throws Exception {
        serveMirror("2026-11-20T00:00:00Z", VulnerabilityFeed.bytes("vulnerabilities.json"));
        Path half = Files.createDirectories(snapshots.resolve(".update/snapshot"));
        Files.writeString(half.resolve("odc.mv.db"), "half a database");
        Files.writeString(half.resolve("odc.update.lock"), "of a process that is gone");

        Snapshot snapshot = Snapshot.open(updateFromFeed(Optional.empty()));

        assertThat(snapshot.header().records()).isEqualTo(13);
        assertThat(visible()).hasSize(1);
    }

    @Test
    void shouldRefuseWhenAnotherUpdateIsAtWork() throws Exception {
        try (SnapshotFolder atWork = SnapshotFolder.open(snapshots)) {
            assertThat(atWork.unfinished()).exists();
            assertThatThrownBy(() -> updateFromFeed(Optional.empty())).hasMessageContaining("another update works in");
        }
    }
}
