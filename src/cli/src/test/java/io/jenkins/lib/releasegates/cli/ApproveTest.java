package io.jenkins.lib.releasegates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproveTest {

    private static final String SHOWN = "sha256:" + "ab".repeat(32);
    private static final String OTHER = "sha256:" + "cd".repeat(32);
    private static final String REQUEST = """
            {"request": "0123456789abcdef/7", "environment": "staging", "status": "WAITING", "deadline": "2026-11-23T10:00:00Z",
             "content": "%s", "decision": "d", "rule": "1 of group sre",
             "artifacts": [{"name": "app.jar", "digest": "sha256:00"}],
             "changes": {"from": "a1", "to": "b2", "commits": 3, "complete": false},
             "gates": [{"gate": "tests", "verdict": "PASSED", "why": "12 \\u001b[31m of 12", "provenance": "recomputed"}],
             "answers": [{"who": "ben", "what": "approved", "at": "10:00", "reason": "CHG-1"}],
             "missing": ["1 of group sre"], "mayAnswer": %s, "objection": "%s"}
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private volatile int status = 200;
    private volatile String asked = "{\"requests\": [" + REQUEST.formatted(SHOWN, true, "") + "]}";
    private volatile int answerStatus = 200;
    private volatile String answer = "{\"request\": \"0123456789abcdef/7\", \"status\": \"APPROVED\"}";

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "t0ken\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // One request that is never answered holds up no other.
        server.setExecutor(threads);
        server.createContext("/job/shop/7/release-approval/json", exchange -> send(exchange, status, asked));
        server.createContext("/job/shop/7/release-approval/decide", exchange -> {
            posted.add(URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8));
            send(exchange, answerStatus, answer);
        });
        server.createContext("/release-approvals/json", exchange -> send(exchange, 200, """
                {"waiting": [
                  {"build": "shop #7", "url": "job/shop/7/release-approval/", "environment": "staging", "request": "r/1",
                   "since": "a", "deadline": "b", "rule": "1 of group sre", "mine": true},
                  {"build": "other #1", "url": "job/other/1/release-approval/", "environment": "staging", "request": "r/2",
                   "since": "a", "deadline": "b", "rule": "1 of bob", "mine": false}]}
                """));
        server.createContext("/elsewhere/release-approval/json", exchange -> {
            exchange.getResponseHeaders().add("Location", "https://attacker.example/");
            send(exchange, 302, "");
        });
        server.createContext("/job/slow/1/release-approval/json", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.createContext("/job/big/1/release-approval/json", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = " ".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            try (exchange) {
                for (int i = 0; i < 9; i++) {
                    exchange.getResponseBody().write(part);
                }
            }
        });
        server.start();
    }

    private void send(HttpExchange exchange, int code, String body) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private String jenkins() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private int run(boolean interactive, String typed, String... more) {
        out.reset();
        err.reset();
        List<String> arguments = new ArrayList<>(List.of(
                "approve",
                "--user",
                "anna",
                "--token-file",
                directory.resolve("token").toString()));
        arguments.addAll(List.of(more));
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                false,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        return ReleaseGates.run(terminal, arguments.toArray(String[]::new));
    }

    private int approve(String... more) {
        List<String> arguments = new ArrayList<>(List.of(jenkins() + "job/shop/7"));
        arguments.addAll(List.of(more));
        return run(false, "", arguments.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerWithTheDigestThatWasShown() {
        assertThat(approve("--digest", SHOWN, "--reason", "CHG-7 & more"))
                .as(err())
                .isZero();

        assertThat(posted).hasSize(1);
        assertThat(posted.get(0))
                .contains("request=0123456789abcdef/7", "answer=APPROVE", "shown=" + SHOWN, "reason=CHG-7 & more");
        assertThat(authorizations)
                .hasSize(2)
                .containsOnly(
                        "Basic " + Base64.getEncoder().encodeToString("anna:t0ken".getBytes(StandardCharsets.UTF_8)));
        assertThat(out()).contains("The request is APPROVED now, to staging").doesNotContain("t0ken");
    }

    @Test
    void shouldRefuseAndWithdraw() {
        assertThat(approve("--digest", SHOWN, "--refuse")).isZero();
        assertThat(approve("--digest", SHOWN, "--withdraw")).isZero();
        assertThat(posted.get(0)).contains("answer=REJECT");
        assertThat(posted.get(1)).contains("answer=WITHDRAW");
        assertThat(approve("--digest", SHOWN, "--withdraw", "--refuse")).isEqualTo(2);
        assertThat(posted).hasSize(2);
    }

    @Test
    void shouldSendThePasswordWhereItIsWantedAlone() throws IOException {
        String file = Files.writeString(directory.resolve("password"), "pass & word\n")
                .toString();
        assertThat(approve("--digest", SHOWN, "--password-file", file)).isZero();
        assertThat(posted.get(0)).doesNotContain("pass");

        asked = asked.replace("\"mayAnswer\"", "\"reauthenticate\": true, \"mayAnswer\"");
        assertThat(approve("--digest", SHOWN)).isEqualTo(2);
        assertThat(err()).contains("found nothing; allowed: the password of the account anna");
        assertThat(approve("--digest", SHOWN, "--password-env", "NO_SUCH_VARIABLE"))
                .isEqualTo(2);
        assertThat(err()).contains("The variable NO_SUCH_VARIABLE: found nothing");
        assertThat(approve("--digest", SHOWN, "--password-file", file + "s")).isEqualTo(2);
        assertThat(posted).hasSize(1);
        assertThat(approve("--digest", SHOWN, "--password-file", file)).isZero();
        assertThat(posted.get(1)).contains("password=pass & word");
        assertThat(out() + err()).doesNotContain("pass & word");
        assertThat(approve("--digest", SHOWN, "--withdraw")).isZero();
    }

    @Test
    void shouldAnswerNothingWhenSomethingElseIsAskedNow() {
        assertThat(approve("--digest", OTHER)).isEqualTo(1);
        assertThat(err()).contains("What is asked is not what was shown", SHOWN, OTHER);
        assertThat(posted).isEmpty();
    }

    @Test
    void shouldDemandTheDigestWhereNobodyLooks() {
        assertThat(approve()).isEqualTo(2);
        assertThat(err()).contains("Missing: --digest");
        assertThat(approve("--digest", "sha256:12")).isEqualTo(2);
        assertThat(run(true, "abababab\n", jenkins() + "job/shop/7", "--output", "json"))
                .isEqualTo(2);
        assertThat(authorizations).isEmpty();
    }

    @Test
    void shouldAskAPersonForTheDigitsThatItShowed() {
        assertThat(run(true, "yes\n", jenkins() + "job/shop/7/release-approval/"))
                .isEqualTo(1);
        assertThat(posted).isEmpty();
        assertThat(out())
                .contains("To staging, WAITING until 2026-11-23T10:00:00Z", "app.jar sha256:00")
                .contains("3 commits, as far as known, from a1, to b2", "tests: PASSED, 12 \\u{1b}[31m of 12")
                .contains("ben approved, 10:00: CHG-1", "missing  1 of group sre", "digest   " + SHOWN);
        assertThat(run(true, "", jenkins() + "job/shop/7")).isEqualTo(1);
        assertThat(posted).isEmpty();

        assertThat(run(true, "abababab\n", jenkins() + "job/shop/7")).isZero();
        assertThat(posted.get(0)).contains("shown=" + SHOWN);
    }

    @Test
    void shouldSayWhyAnAnswerDoesNotCount() {
        answerStatus = 409;
        answer = "{\"why\": \"You started this build.\"}";
        assertThat(approve("--digest", SHOWN)).isEqualTo(1);
        assertThat(err()).contains("Jenkins says: You started this build.");

        answerStatus = 503;
        answer = "{\"why\": \"the disk is full\"}";
        assertThat(approve("--digest", SHOWN)).isEqualTo(3);
        assertThat(err()).contains("status 503, the disk is full");
    }

    @ParameterizedTest(name = "a status of {0} ends with {1}")
    @CsvSource({
        "401, 2, doesn't know the account anna",
        "403, 2, the account anna may not do that",
        "404, 2, the address of a build that has asked for approval",
        "500, 3, it answered with status 500",
        "409, 3, it answered with status 409",
    })
    void shouldTellWhatIsWrong(int code, int exit, String words) {
        status = code;
        assertThat(approve("--list")).isEqualTo(exit);
        assertThat(err()).contains(words).doesNotContain("t0ken", "\tat ");
        assertThat(approve("--digest", SHOWN)).isEqualTo(exit);
        assertThat(posted).isEmpty();
    }

    @Test
    void shouldTakeNoPageForAnAnswer() {
        asked = "<html>Log in</html>";
        assertThat(approve("--list")).isEqualTo(3);
        assertThat(err()).contains("what is no JSON of Release Gates");
    }

    @Test
    void shouldChooseAmongSeveral() {
        String second =
                REQUEST.formatted(OTHER, false, "You started this build.").replace("abcdef/7", "abcdef/9");
        String third = REQUEST.formatted(SHOWN, true, "").replace("abcdef/7", "abcdef/8");
        String first = REQUEST.formatted(SHOWN, true, "");
        String ended = first.replace("WAITING", "STALE").replace("abcdef/7", "abcdef/1");
        asked = "{\"requests\": [" + second + "," + third + "," + first + "," + ended + ", {\"problem\": \"gone\"}]}";

        assertThat(approve("--digest", SHOWN)).isEqualTo(2);
        assertThat(err()).contains("--request: found 2 requests that wait", "abcdef/7", "abcdef/8");
        assertThat(approve("--digest", SHOWN, "--request", "0123456789abcdef/8"))
                .isZero();
        assertThat(posted.get(0)).contains("request=0123456789abcdef/8");
        assertThat(approve("--digest", SHOWN, "--request", "0123456789abcdef/1"))
                .isEqualTo(1);
        assertThat(err()).contains("Nothing waits for an answer");
        assertThat(approve("--list")).isZero();
        assertThat(out()).contains("5 asked, 3 of them waiting", "gone", "not you  You started this build.");
        assertThat(posted).hasSize(1);
    }

    @Test
    void shouldListWhatWaitsForTheAccount() throws IOException {
        assertThat(run(false, "", jenkins(), "--inbox")).isZero();
        assertThat(out())
                .contains("shop #7 to staging, until b", jenkins() + "job/shop/7/release-approval/")
                .contains("1 wait for you, 1 for others")
                .doesNotContain("other #1");
        assertThat(run(false, "", jenkins(), "--inbox", "--output", "json")).isZero();
        assertThat(json().path("waiting")).hasSize(2);
    }

    @Test
    void shouldSpeakJson() throws IOException {
        assertThat(approve("--digest", SHOWN, "--output", "json")).isZero();
        assertThat(json().path("answered").asBoolean()).isTrue();
        assertThat(json().path("status").asText()).isEqualTo("APPROVED");
        assertThat(approve("--digest", OTHER, "--output", "json")).isEqualTo(1);
        assertThat(json().path("answered").asBoolean()).isFalse();
        assertThat(approve("--list", "--output", "json")).isZero();
        assertThat(json().at("/requests/0/content").asText()).isEqualTo(SHOWN);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void shouldSendTheTokenNowhereElse() {
        assertThat(run(false, "", jenkins() + "elsewhere", "--list")).isEqualTo(3);
        assertThat(err()).contains("it sends elsewhere, to https://attacker.example/");
        for (String address : List.of(
                "http://jenkins.example/job/shop/7",
                "http://127.0.0.1.attacker.example/",
                "http://localhost.attacker.example/")) {
            assertThat(run(false, "", address, "--list")).isEqualTo(2);
            assertThat(err()).contains("where everybody on the way can read the token");
        }
        for (String address : List.of(
                "ftp://jenkins.example/",
                "job/shop/7",
                "https://anna:t@jenkins.example/",
                "https://j.example/?a=b",
                "%")) {
            assertThat(run(false, "", address, "--list")).isEqualTo(2);
            assertThat(err()).contains("URL: found", "allowed: the address of a build");
        }
    }

    @Test
    void shouldBoundTimeAndSize() {
        assertThat(run(false, "", jenkins() + "job/slow/1", "--list", "--seconds", "1"))
                .isEqualTo(3);
        assertThat(err()).contains("took longer than 1 seconds");
        assertThat(run(false, "", jenkins() + "job/big/1", "--list")).isEqualTo(3);
        assertThat(err()).contains("it answered with more than 8388608 bytes");
        assertThat(approve("--list", "--seconds", "0")).isEqualTo(2);
    }

    @Test
    void shouldListWhatIsWrongWithAccountAndToken() throws IOException {
        Files.writeString(directory.resolve("token"), "two words");
        assertThat(approve("--list")).isEqualTo(2);
        assertThat(err()).contains("found what is no token").doesNotContain("two words");
        Files.writeString(directory.resolve("token"), "x".repeat(2_000));
        assertThat(approve("--list")).isEqualTo(2);
        assertThat(err()).contains("found more than 1000 bytes");
        assertThat(run(false, "", jenkins() + "job/shop/7", "--list", "--request", "x"))
                .isEqualTo(2);
        Files.delete(directory.resolve("token"));
        assertThat(approve("--list")).isEqualTo(2);
        assertThat(err()).contains("found no file that can be read");
        assertThat(authorizations).isEmpty();
    }

    @Test
    void shouldTakeNoTokenAsArgument() {
        assertThat(approve("--token", "t0ken", "--list")).isEqualTo(2);
        assertThat(run(false, "", "--help")).isZero();
        assertThat(out()).contains("never in an", "all users of a machine see arguments");
    }
}
