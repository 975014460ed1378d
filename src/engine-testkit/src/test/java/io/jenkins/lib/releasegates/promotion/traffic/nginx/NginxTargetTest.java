package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.KeepAliveLoad;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import io.jenkins.lib.releasegates.promotion.traffic.process.OwnersCommand;
import io.jenkins.lib.releasegates.testkit.ProxyProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real NGINX is steered by the file that it includes, and believed only as far as its workers show. */
class NginxTargetTest {

    private static final Weights ALL_BLUE = Weights.all("blue", "green");
    private static final Weights ALL_GREEN = Weights.all("green", "blue");
    private static final Digest ANY = Digest.of("any".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RunningNginx nginx;

    @SuppressWarnings("NullAway.Init")
    private NginxTarget target;

    @BeforeEach
    void start() throws Exception {
        Optional<String> missing = ProxyProcess.missing("nginx");
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        nginx = new RunningNginx(directory, ANY);
        target = new NginxTarget(nginx.settings("-s", "reload"), InstantSource.system());
        eventually(ALL_BLUE);
    }

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    private void eventually(Weights weights) throws Exception {
        long end = System.nanoTime() + 15_000_000_000L;
        while (!target.read().is(weights)) {
            assertThat(System.nanoTime()).as(target.read().toString()).isLessThan(end);
            Thread.sleep(10);
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
    void shouldLoseNoRequestAndSendNoneToTheWrongSlot() throws Exception {
        try (KeepAliveLoad load = new KeepAliveLoad(nginx.port(), 16, 1)) {
            for (Weights weights :
                    List.of(Weights.share("green", 50, "blue"), ALL_GREEN, ALL_BLUE, ALL_GREEN, ALL_BLUE)) {
                target.shift(weights, target.read());
                eventually(weights);
                List<KeepAliveLoad.Answer> since = load.since(System.nanoTime(), 200);
                long greens = since.stream()
                        .filter(answer -> answer.body().equals("green"))
                        .count();
                assertThat(Math.abs(greens * 100.0 / since.size() - weights.of("green")))
                        .as("%s: %s of %s", weights, greens, since.size())
                        .isLessThan(weights.of("green") % 100 == 0 ? 0.001 : 15);
            }
            assertThat(load.failures()).isEmpty();
            assertThat(load.answers().stream()
                            .filter(answer -> answer.status() != 200)
                            .count())
                    .isZero();
        }
    }

    @Test
    void shouldNotBeSettledBeforeTheWorkersAreNew() throws Exception {
        NginxTarget forgetful = new NginxTarget(nginx.settings("-v"), InstantSource.system());

        forgetful.shift(ALL_GREEN, forgetful.read());

        assertThat(forgetful.read().settled()).isFalse();
        assertThat(forgetful.read().is(ALL_GREEN)).isFalse();
        NginxTarget later = new NginxTarget(
                nginx.settings("-s", "reload"), InstantSource.offset(InstantSource.system(), Duration.ofMinutes(1)));
        assertThat(later.read().weights()).isEmpty();
        assertThat(later.read().words()).contains("was written and not loaded");
        later.shift(ALL_GREEN, later.read());
        eventually(ALL_GREEN);
    }

    @Test
    void shouldPutBackWhatCanNotBeLoaded() throws Exception {
        String before = Files.readString(directory.resolve("shop.conf"));
        Files.writeString(directory.resolve("nginx.conf"), "worker_processes none;\n");

        fails(
                () -> target.shift(ALL_GREEN, target.read()),
                Reason.REFUSED,
                "it can't be loaded, and it is as it was before");

        assertThat(directory.resolve("shop.conf")).hasContent(before);
        assertThat(target.read().is(ALL_BLUE)).isTrue();
    }

    @Test
    void shouldFindWhatSomebodyChangedByHand() throws Exception {
        Traffic seen = target.read();
        Path file = directory.resolve("shop.conf");
        String ours = Files.readString(file);
        Files.writeString(file, ours.replace("down", "weight=5"));

        assertThat(target.read().weights()).isEmpty();
        assertThat(target.read().words()).contains("was written by somebody else");
        fails(() -> target.shift(ALL_GREEN, seen), Reason.CHANGED, "since it was read");

        Files.writeString(file, ours + "server 127.0.0.1:1 weight=5;\n");
        assertThat(target.read().words()).contains("line 6: found \"server 127.0.0.1:1 weight=5;\", expected no more");
        fails(() -> target.adopt(), Reason.REFUSED, "line 6");
        target.shift(ALL_GREEN, target.read());
        eventually(ALL_GREEN);
    }

    @Test
    void shouldRetireASlotWithoutTrafficOnly() throws Exception {
        fails(() -> target.retire("blue"), Reason.REFUSED, "slot blue has traffic");

        target.retire("green");
        target.retire("green");

        eventually(ALL_BLUE);
        assertThat(target.read().slots()).containsEntry("green", Slot.OUT);
        target.shift(ALL_GREEN, target.read());
        eventually(ALL_GREEN);
        assertThat(target.read().slots()).containsEntry("green", Slot.READY);
    }

    @Test
    void shouldSayThatNobodyIsThere() {
        nginx.stop();

        fails(() -> target.read(), Reason.UNREACHABLE, "is no master of NGINX");
    }

    @Test
    void shouldNotWaitForACommandThatHangs() throws Exception {
        OwnersCommand hangs =
                new OwnersCommand(List.of("/bin/sh", "-c", "sleep 60 & wait"), Map.of(), Duration.ofMillis(300));
        NginxSettings settings = nginx.settings("-s", "reload");
        NginxTarget hanging = new NginxTarget(
                new NginxSettings(settings.include(), settings.servers(), settings.pidFile(), hangs, settings.reload()),
                InstantSource.system());

        fails(() -> hanging.shift(ALL_GREEN, hanging.read()), Reason.UNREACHABLE, "didn't end within 300 ms");
        assertThat(target.read().is(ALL_BLUE)).isTrue();
    }
}
