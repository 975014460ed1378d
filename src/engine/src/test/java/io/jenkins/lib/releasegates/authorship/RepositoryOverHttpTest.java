package io.jenkins.lib.releasegates.authorship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.authorship.SourceRepository.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that gives out the files of a repository, which git reads as its dumb HTTP protocol. */
class RepositoryOverHttpTest {

    private static final String PASSWORD = "p4ss-w0rd/of:alice";
    private static final String HEADER =
            "Basic " + Base64.getEncoder().encodeToString(("alice:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> headers = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Repository repository;
    private String revision;

    @BeforeEach
    void serve() throws IOException {
        repository = new Repository(directory.resolve("shop.git"));
        revision = repository.branch("main", repository.commit("alice@example.com"));
        repository.git("update-server-info");
        server = server(this::files);
    }

    private HttpServer server(HttpHandler handler) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.createContext("/", handler);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void files(HttpExchange exchange) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        headers.add(header);
        Path file = directory
                .resolve(exchange.getRequestURI().getPath().substring(1))
                .normalize();
        int status = !header.equals(HEADER) ? 401 : Files.isRegularFile(file) ? 200 : 404;
        if (status == 401) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"shop\"");
        }
        byte[] body = status == 200 ? Files.readAllBytes(file) : new byte[0];
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ChangeRange range(HttpServer from, Optional<Login> login, Duration patience) {
        return new SourceRepository(
                        "http://127.0.0.1:" + from.getAddress().getPort() + "/shop.git",
                        login,
                        directory.resolve("mirrors"),
                        patience)
                .range(Optional.empty(), revision);
    }

    private static Optional<Login> alice() {
        return Optional.of(new Login("alice", PASSWORD));
    }

    @Test
    void shouldEnterAsSomebody() throws IOException {
        ChangeRange range = range(server, alice(), Duration.ofSeconds(60));

        assertThat(range.incomplete()).isEmpty();
        assertThat(range.commits()).hasSize(1);
        assertThat(headers).isNotEmpty().containsOnly(HEADER);
        try (Stream<Path> files = Files.walk(directory.resolve("mirrors"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(PASSWORD, HEADER.substring(6)));
        }
    }

    @Test
    void shouldAskNobodyForAPassword() {
        for (Optional<Login> login : List.of(Optional.<Login>empty(), Optional.of(new Login("bob", PASSWORD)))) {
            String said =
                    range(server, login, Duration.ofSeconds(60)).incomplete().orElseThrow();

            assertThat(said)
                    .startsWith("git fetch ended with")
                    .doesNotContain(PASSWORD)
                    .doesNotContain(
                            Base64.getEncoder().encodeToString(("bob:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void shouldNotShowThePasswordToOthersOnTheMachine() throws IOException {
        assumeThat(Path.of("/proc/self/cmdline")).as("a Linux with /proc").exists();
        Queue<String> commands = new ConcurrentLinkedQueue<>();
        HttpServer looking = server(exchange -> {
            ProcessHandle.current().descendants().forEach(process -> {
                try {
                    commands.add(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                            .replace('\0', ' '));
                } catch (IOException e) {
                    commands.add("");
                }
            });
            files(exchange);
        });
        try {
            assertThat(range(looking, alice(), Duration.ofSeconds(60)).incomplete())
                    .isEmpty();
        } finally {
            looking.stop(0);
        }

        assertThat(commands).anyMatch(command -> command.contains("remote-http"));
        assertThat(commands).noneMatch(command -> command.contains(PASSWORD) || command.contains(HEADER.substring(6)));
    }

    @Test
    void shouldFollowNoRedirect() throws IOException {
        HttpServer moved = server(exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + server.getAddress().getPort() + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        try {
            assertThat(range(moved, alice(), Duration.ofSeconds(60)).incomplete())
                    .isPresent();
        } finally {
            moved.stop(0);
        }

        assertThat(headers).isEmpty();
    }

    @Test
    void shouldNotWaitLongerThanItIsPatient() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer silent = server(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            String said =
                    range(silent, alice(), Duration.ofSeconds(2)).incomplete().orElseThrow();

            assertThat(said).startsWith("git fetch took longer than 2 seconds").doesNotContain(PASSWORD);
            assertThat(ProcessHandle.current()
                            .descendants()
                            .filter(process ->
                                    process.info().command().orElse("").contains("git")))
                    .isEmpty();
        } finally {
            end.countDown();
            silent.stop(0);
        }
    }
}
