package io.jenkins.lib.releasegates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.GuardTripped;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.WorkEnded;
import io.jenkins.lib.releasegates.promotion.PromotionPlan.Otherwise;
import io.jenkins.lib.releasegates.promotion.traffic.KeepAliveLoad;
import io.jenkins.lib.releasegates.promotion.traffic.RunningProxy;
import io.jenkins.lib.releasegates.promotion.traffic.RunningService;
import io.jenkins.lib.releasegates.promotion.traffic.SlotServer;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.haproxy.RunningHaproxy;
import io.jenkins.lib.releasegates.promotion.traffic.http.HttpService;
import io.jenkins.lib.releasegates.promotion.traffic.http.IdentityProbe;
import io.jenkins.lib.releasegates.promotion.traffic.http.SmokeTest;
import io.jenkins.lib.releasegates.promotion.traffic.nginx.RunningNginx;
import io.jenkins.lib.releasegates.testkit.ProxyProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole promotion with a real proxy, two real servers, and clients that ask all the time. */
class ProxiedPromotionTest {

    private static final Digest NEW = Digest.of("the new one".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RunningProxy proxy;

    private final List<Promotion> begun = new ArrayList<>();
    private final List<Phase> recorded = new ArrayList<>();
    private Digest deployed = NEW;

    private void start(String program) throws Exception {
        Optional<String> missing = ProxyProcess.missing(program);
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        proxy = program.equals("haproxy")
                ? RunningHaproxy.in(directory)
                : new RunningNginx(directory, RunningHaproxy.OLD);
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    private static PromotionPlan plan(List<PlanStep> steps) {
        return new PromotionPlan(
                steps,
                false,
                false,
                false,
                Duration.ofMillis(1_500),
                Duration.ofMillis(200),
                Otherwise.ROLL_BACK,
                Otherwise.ROLL_BACK,
                PromotionLimits.USUAL);
    }

    private Promoter promoter(List<PlanStep> steps) {
        TrafficTarget target = proxy.target();
        RunningService service = service(Map.of("blue", proxy.blue(), "green", proxy.green()));
        return new Promoter(
                Promotion.begin(plan(steps), Clock.systemUTC().instant()),
                NEW,
                new Surroundings() {
                    @Override
                    public TrafficTarget target() {
                        return target;
                    }

                    @Override
                    public RunningService service() {
                        return service;
                    }

                    @Override
                    public Optional<String> lostTo() {
                        return Optional.empty();
                    }

                    @Override
                    public void keep(Promotion promotion) {}

                    @Override
                    public void record(Promotion to, Optional<PromotionEvent> because) {
                        recorded.add(to.phase());
                    }

                    @Override
                    public void begin(Promotion promotion) {
                        begun.add(promotion);
                    }

                    @Override
                    public void cancel(Promotion earlier) {
                        begun.remove(earlier);
                    }
                },
                Clock.systemUTC(),
                () -> {});
    }

    private static RunningService service(Map<String, SlotServer> slots) {
        Map<String, IdentityProbe> identities = new HashMap<>();
        Map<String, List<SmokeTest>> smokes = new HashMap<>();
        slots.forEach((slot, server) -> {
            identities.put(
                    slot,
                    new IdentityProbe(address(server, "/identity"), new IdentityProbe.Where.Json("/service/digest")));
            smokes.put(slot, List.of(new SmokeTest(address(server, "/"), 200, Optional.of(slot))));
        });
        return new HttpService(identities, smokes, Duration.ofSeconds(2));
    }

    private static long count(KeepAliveLoad load, Predicate<KeepAliveLoad.Answer> which) {
        return load.answers().stream().filter(which).count();
    }

    private static ServerAddress address(SlotServer server, String path) {
        return ServerAddress.parse("slot", "http://127.0.0.1:" + server.port() + path, true);
    }

    /** Drives it until it is so, and deploys what it asks for. */
    private Promotion until(Promoter promoter, Predicate<Promotion> reached) throws InterruptedException {
        Instant end = Clock.systemUTC().instant().plusSeconds(30);
        while (!reached.test(promoter.now())) {
            assertThat(Clock.systemUTC().instant())
                    .as(promoter.now().toString())
                    .isBefore(end);
            for (Promotion promotion : List.copyOf(begun)) {
                begun.remove(promotion);
                if (promotion.work() == Work.DEPLOY) {
                    proxy.green().run(deployed);
                }
                promoter.happened(new WorkEnded(promotion.turn(), Outcome.PASSED, ""));
            }
            promoter.turn();
            Thread.sleep(10);
        }
        return promoter.now();
    }

    @ParameterizedTest
    @ValueSource(strings = {"haproxy", "nginx"})
    void shouldPromoteWithoutLosingARequest(String program) throws Exception {
        start(program);
        try (KeepAliveLoad load = new KeepAliveLoad(proxy.port(), 16, 1)) {
            Promoter promoter = promoter(PromotionPlan.blueGreen());
            promoter.start();
            until(promoter, now -> now.phase() == Phase.BAKING);
            long confirmed = System.nanoTime();

            Promotion end = until(promoter, now -> now.phase().isEnd());

            assertThat(end.phase()).as(end.toString()).isEqualTo(Phase.STABLE);
            assertThat(load.failures()).isEmpty();
            assertThat(count(load, answer -> answer.status() != 200)).isZero();
            assertThat(load.since(confirmed, 200)).isNotEmpty();
            assertThat(count(
                            load,
                            answer -> answer.sent() > confirmed && answer.body().equals("blue")))
                    .isZero();
            assertThat(count(load, answer -> answer.body().equals("blue"))).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"haproxy", "nginx"})
    void shouldBringABadReleaseBackWithoutLosingARequest(String program) throws Exception {
        start(program);
        try (KeepAliveLoad load = new KeepAliveLoad(proxy.port(), 16, 1)) {
            Promoter promoter = promoter(List.of(new PlanStep.SetWeight(10), new PlanStep.SetWeight(100)));
            promoter.start();
            until(promoter, now -> now.phase() == Phase.BAKING);
            proxy.green().answer(500);
            long bad = System.nanoTime();
            until(promoter, now -> load.answers().stream().anyMatch(answer -> answer.status() == 500));

            promoter.happened(new GuardTripped("errors"));
            Promotion end = until(promoter, now -> now.phase().isEnd());
            long confirmed = System.nanoTime();

            assertThat(load.since(confirmed, 200)).isNotEmpty();
            assertThat(end.phase()).as(end.toString()).isEqualTo(Phase.ROLLED_BACK);
            assertThat(load.failures()).isEmpty();
            assertThat(count(
                            load,
                            answer -> answer.sent() > confirmed
                                    && !(answer.body().equals("blue") && answer.status() == 200)))
                    .isZero();
            assertThat(Duration.ofNanos(confirmed - bad)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"haproxy", "nginx"})
    void shouldHaltWhenAnotherArtifactRunsInTheSlot(String program) throws Exception {
        start(program);
        deployed = RunningHaproxy.OLD;
        Promoter promoter = promoter(PromotionPlan.blueGreen());
        promoter.start();

        Promotion end = until(promoter, now -> now.phase().isEnd());

        assertThat(end.phase()).isEqualTo(Phase.HALTED);
        assertThat(end.words()).contains("says that it runs " + RunningHaproxy.OLD);
        assertThat(recorded).doesNotContain(Phase.SHIFTING);
    }
}
