package io.jenkins.lib.releasegates.analysis.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.analysis.Ending;
import io.jenkins.lib.releasegates.analysis.Phase;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Series;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With threads as they are. */
@Timeout(60)
class SamplerThreadsTest {

    private static final int WORKERS = 4;
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Sampling OFTEN = Sampling.builder()
            .interval(TICK)
            .count(3)
            .longestGap(Duration.ofMinutes(1))
            .timeout(Duration.ofMinutes(1))
            .build();

    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadFactory factory = work -> {
        Thread thread = new Thread(work, "sampler-test-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    };
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, factory);
    private final Sampler sampler = Sampler.open(workers, Clock.systemUTC());
    private final Map<String, LinkedBlockingQueue<Series>> ended = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        sampler.close();
        workers.shutdownNow();
    }

    private void listen(String id, Series series) {
        if (series.hasEnded()) {
            ends(id).add(series);
        }
    }

    private LinkedBlockingQueue<Series> ends(String id) {
        return ended.computeIfAbsent(id, any -> new LinkedBlockingQueue<>());
    }

    private Series end(String id) throws InterruptedException {
        Series end = ends(id).poll(30, TimeUnit.SECONDS);
        assertThat(end).as("the end of %s", id).isNotNull();
        return end;
    }

    private void start(String id, Sampling sampling, Question question) {
        sampler.start(id, sampling, List.of(Probe.of("errors", question, Asking.BELOW_ONE)), this::listen);
    }

    private static Question green(String key) {
        return new Question(key, Duration.ofSeconds(10), () -> Reading.of(0));
    }

    @Test
    void shouldEndThousandAnalysesWithoutAThreadEach() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 1_000; i++) {
            start("a" + i, OFTEN, green("q" + i % 10));
        }
        Set<String> more = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("sampler"))
                .collect(Collectors.toSet());

        for (int i = 0; i < 1_000; i++) {
            assertThat(end("a" + i).phase()).isEqualTo(Phase.SUCCESSFUL);
        }
        assertThat(more).hasSizeLessThanOrEqualTo(WORKERS);
        assertThat(threads).hasValueLessThanOrEqualTo(WORKERS);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("release-gates-sampler") && thread.isDaemon())
                .isNotEmpty();
        assertThat(sampler.asked()).isLessThan(1_500);
        assertThat(ended.values()).allMatch(LinkedBlockingQueue::isEmpty);
    }

    @Test
    void shouldNotLetASlowQuestionDelayOthers() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Question slow = new Question("slow", Duration.ofMillis(100), () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Reading.of(0);
        });
        start("slow", Sampling.builder().consecutiveErrorLimit(0).build(), slow);
        start("quick", OFTEN, green("quick"));

        assertThat(end("quick").phase()).isEqualTo(Phase.SUCCESSFUL);
        assertThat(end("slow").ending()).contains(Ending.CONSECUTIVE_ERROR_LIMIT);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        // Whoever was interrupted works on.
        for (int i = 0; i < 2 * WORKERS; i++) {
            start("after" + i, Sampling.builder().build(), green("after" + i));
        }
        for (int i = 0; i < 2 * WORKERS; i++) {
            assertThat(end("after" + i).phase()).isEqualTo(Phase.SUCCESSFUL);
        }
    }

    @Test
    void shouldNotAskTwiceWhatIsStillBeingAsked() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Question stubborn = new Question("stubborn", Duration.ofMillis(50), () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            asked.countDown();
            boolean released = false;
            while (!released) {
                try {
                    released = go.await(1, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    // As a driver does that takes no notice.
                }
            }
            atOnce.decrementAndGet();
            return Reading.of(0);
        });
        Sampling patient = Sampling.untilGreen(Duration.ZERO, TICK, Duration.ZERO, Duration.ofMinutes(1));
        start("a", patient, stubborn);
        start("b", patient, stubborn);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        start("quick", OFTEN, green("quick"));
        assertThat(end("quick").phase()).isEqualTo(Phase.SUCCESSFUL);
        go.countDown();

        assertThat(end("a").phase()).isEqualTo(Phase.SUCCESSFUL);
        assertThat(end("b").tally().error()).isPositive();
        assertThat(most).hasValue(1);
    }

    @Test
    void shouldTellEachEndOnceWhoeverIsFirst() throws InterruptedException {
        int rounds = 400;
        AtomicInteger cancelled = new AtomicInteger();
        for (int i = 0; i < rounds; i++) {
            String id = "a" + i;
            CountDownLatch asked = new CountDownLatch(1);
            Question question = new Question(id, Duration.ofSeconds(10), () -> {
                asked.countDown();
                return Reading.of(0);
            });
            start(id, Sampling.builder().interval(Duration.ofMillis(1)).count(1).build(), question);
            if (i % 2 == 0) {
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            }
            boolean was = sampler.cancel(id).isPresent();
            if (was) {
                cancelled.incrementAndGet();
            }
            assertThat(end(id).phase()).isEqualTo(was ? Phase.ERROR : Phase.SUCCESSFUL);
        }
        workers.shutdown();
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(ended.values()).allMatch(LinkedBlockingQueue::isEmpty);
        assertThat(cancelled).hasPositiveValue();
        assertThat(sampler.size()).isZero();
    }

    @Test
    void shouldTellOneAfterTheOther() throws InterruptedException {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LinkedBlockingQueue<Long> counts = new LinkedBlockingQueue<>();
        Sampling many = Sampling.builder()
                .interval(Duration.ofMillis(1))
                .count(100)
                .longestGap(Duration.ofMinutes(1))
                .build();
        sampler.start("a", many, List.of(Probe.of("errors", green("q"), Asking.BELOW_ONE)), (id, series) -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            counts.add(series.tally().count());
            Thread.yield();
            atOnce.decrementAndGet();
            listen(id, series);
        });

        assertThat(end("a").tally().successful()).isEqualTo(100);
        assertThat(most).hasValue(1);
        assertThat(List.copyOf(counts)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldEndItsThreadAndTellNobodyWhenItIsClosed() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        start("a", OFTEN, new Question("q", Duration.ofMinutes(1), () -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Reading.of(0);
        }));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        Set<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("release-gates-sampler"))
                .collect(Collectors.toSet());

        sampler.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(own).isNotEmpty();
        for (Thread thread : own) {
            TimeUnit.SECONDS.timedJoin(thread, 10);
            assertThat(thread.isAlive()).isFalse();
        }
        workers.shutdown();
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended).isEmpty();
    }
}
