package io.jenkins.lib.releasegates.promotion.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.promotion.traffic.KeepAliveLoad;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import io.jenkins.lib.releasegates.testkit.ProxyProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real HAProxy is steered, and believed only as far as it tells. */
class HaproxyTargetTest {

    private static final Weights ALL_BLUE = Weights.all("blue", "green");
    private static final Weights ALL_GREEN = Weights.all("green", "blue");

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RunningHaproxy haproxy;

    @SuppressWarnings("NullAway.Init")
    private HaproxyTarget target;

    @BeforeEach
    void start() throws IOException {
        Optional<String> missing = ProxyProcess.missing("haproxy");
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        haproxy = RunningHaproxy.in(directory);
        target = new HaproxyTarget(haproxy.settings());
    }

    @AfterEach
    void stop() {
        if (haproxy != null) {
            haproxy.close();
        }
    }

    private static void fails(ThrowingCallable asked, Reason reason, String words) {
        assertThatThrownBy(asked)
                .asInstanceOf(InstanceOfAssertFactories.type(TargetException.class))
                .satisfies(failure -> {
                    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
                    assertThat(failure).hasMessageContaining(words);
                });
    }

    @Test
    void shouldTellWhatItDoes() throws Exception {
        Traffic traffic = target.read();

        assertThat(traffic.weights()).contains(ALL_BLUE);
        assertThat(traffic.slots()).containsEntry("blue", Slot.READY).containsEntry("green", Slot.READY);
        assertThat(traffic.settled()).isTrue();
        assertThat(traffic.words()).isEqualTo("blue1 100 up, green1 0 up");
        assertThat(traffic.is(ALL_BLUE)).isTrue();
    }

    @Test
    void shouldDoTheSameTwice() throws Exception {
        target.shift(Weights.share("green", 10, "blue"), target.read());
        target.shift(Weights.share("green", 10, "blue"), target.read());

        assertThat(target.read().is(Weights.share("green", 10, "blue"))).isTrue();
    }

    @Test
    void shouldRefuseAShiftOnTopOfAnotherOne() throws Exception {
        Traffic seen = target.read();
        haproxy.byHand("set server shop/green1 weight 7");

        fails(() -> target.shift(ALL_GREEN, seen), Reason.CHANGED, "green1 7/0");
    }

    @Test
    void shouldFindWhatSomebodyChangedByHand() throws Exception {
        haproxy.byHand("set server shop/green1 weight 50");
        assertThat(target.read().weights()).isEmpty();

        haproxy.byHand("set server shop/blue1 state drain");
        assertThat(target.read().weights()).contains(ALL_GREEN);

        haproxy.byHand("set server shop/green1 state maint");
        assertThat(target.read().weights()).isEmpty();
        assertThat(target.read().slots()).containsEntry("green", Slot.OUT);
    }

    @Test
    void shouldRetireASlotWithoutTrafficOnly() throws Exception {
        fails(() -> target.retire("blue"), Reason.REFUSED, "slot blue has traffic");

        target.shift(ALL_GREEN, target.read());
        target.retire("blue");
        target.retire("blue");

        assertThat(target.read().slots()).containsEntry("blue", Slot.OUT);
        assertThat(target.read().is(ALL_GREEN)).isTrue();
        target.shift(ALL_BLUE, target.read());
        eventually(ALL_BLUE);
    }

    @Test
    void shouldNotTakeASlotThatDoesNotAnswerForReady() throws Exception {
        haproxy.green().close();
        target.shift(ALL_GREEN, target.read());
        long end = System.nanoTime() + 10_000_000_000L;
        while (target.read().slots().get("green") != Slot.DOWN) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }

        assertThat(target.read().is(ALL_GREEN)).isFalse();
    }

    @Test
    void shouldKeepWeightsOverAReload() throws Exception {
        target.shift(ALL_GREEN, target.read());

        haproxy.restart();

        eventually(ALL_GREEN);
    }

    @Test
    void shouldSayThatNobodyIsThere() {
        haproxy.stop();

        fails(() -> target.read(), Reason.UNREACHABLE, "show servers state shop");
    }

    @Test
    void shouldRefuseABackendWithOtherServers() throws Exception {
        HaproxySettings settings = haproxy.settings();
        TreeMap<String, List<String>> servers = new TreeMap<>(settings.servers());
        servers.put("green", List.of("green1", "green2"));
        HaproxyTarget other = new HaproxyTarget(
                new HaproxySettings(settings.socket(), "shop", servers, Optional.empty(), settings.patience()));

        fails(other::read, Reason.MALFORMED, "has the servers [blue1, green1], the slots have [blue1, green1, green2]");
        HaproxyTarget elsewhere = new HaproxyTarget(new HaproxySettings(
                settings.socket(), "cart", settings.servers(), Optional.empty(), settings.patience()));
        fails(elsewhere::read, Reason.MALFORMED, "Can't find backend");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1\n",
                "<html>Not found</html>\n",
                "2\n# be_name srv_name srv_op_state srv_admin_state srv_uweight\n",
                "1\n# be_name srv_name srv_op_state\nshop blue1 2\n",
                "1\n# be_name srv_name srv_op_state srv_admin_state srv_uweight\nshop blue1 2 0 many\n",
                "1\n# be_name srv_name srv_op_state srv_admin_state srv_uweight\nshop blue1 2 0 1\nshop blue1 2 0 1\n"
            })
    void shouldNotBelieveWhatItDoesNotUnderstand(String answer) throws Exception {
        try (Answering liar = new Answering(answer.getBytes(StandardCharsets.UTF_8), false)) {
            fails(() -> liar.target().read(), Reason.MALFORMED, "show servers state");
        }
    }

    @Test
    void shouldReadNoMoreThanItNeeds() throws Exception {
        try (Answering liar = new Answering(new byte[8 * 1024 * 1024], false)) {
            fails(() -> liar.target().read(), Reason.MALFORMED, "more than 1048576 bytes");
        }
    }

    @Test
    void shouldNotWaitForLong() throws Exception {
        try (Answering silent = new Answering(new byte[] {'1'}, true)) {
            fails(() -> silent.target().read(), Reason.UNREACHABLE, "no answer within 500 ms");
        }
    }

    @Test
    void shouldLoseNoRequestAndSendNoneToTheWrongSlot() throws Exception {
        try (KeepAliveLoad load = new KeepAliveLoad(haproxy.port(), 16, 1)) {
            for (Weights weights : List.of(
                    Weights.share("green", 10, "blue"),
                    Weights.share("green", 50, "blue"),
                    ALL_GREEN,
                    ALL_BLUE,
                    ALL_GREEN,
                    ALL_BLUE)) {
                target.shift(weights, target.read());
                eventually(weights);
                long confirmed = System.nanoTime();
                List<KeepAliveLoad.Answer> since = load.since(confirmed, 200);
                long green = since.stream()
                        .filter(answer -> answer.body().equals("green"))
                        .count();
                assertThat(Math.abs(green * 100.0 / since.size() - weights.of("green")))
                        .as("%s: %s of %s", weights, green, since.size())
                        .isLessThan(weights.of("green") % 100 == 0 ? 0.001 : 6);
            }
            assertThat(load.failures()).isEmpty();
            assertThat(load.answers().stream()
                            .filter(answer -> answer.status() != 200)
                            .count())
                    .isZero();
        }
    }

    private void eventually(Weights weights) throws Exception {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!target.read().is(weights)) {
            assertThat(System.nanoTime()).as(target.read().toString()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    /** Says always the same, whatever it is asked. */
    private static final class Answering implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        Answering(byte[] answer, boolean holds) throws IOException {
            Thread thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream().write(answer);
                        if (holds) {
                            Thread.sleep(2_000);
                        }
                    } catch (IOException | InterruptedException e) {
                        // Whoever asked has had enough.
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        HaproxyTarget target() {
            TreeMap<String, List<String>> servers = new TreeMap<>();
            servers.put("blue", List.of("blue1"));
            servers.put("green", List.of("green1"));
            return new HaproxyTarget(new HaproxySettings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                    "shop",
                    servers,
                    Optional.empty(),
                    Duration.ofMillis(500)));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
