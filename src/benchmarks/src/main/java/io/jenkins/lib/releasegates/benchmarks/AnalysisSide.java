package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.analysis.Conditions;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Question;
import io.jenkins.lib.releasegates.analysis.sampler.Reading;
import io.jenkins.lib.releasegates.analysis.sampler.Sampler;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Analyses that wait, with three gates each, beside as many timers that do nothing; in one JVM: {@code analyses seconds interval}, both in seconds.
 *
 * <p>Prints bytes of heap for each analysis, threads, questions asked, samples taken, and the processor time of ours and of the timers in
 * microseconds for each second.
 */
public final class AnalysisSide {

    private static final int WORKERS = 4;
    private static final int GATES = 3;

    private AnalysisSide() {}

    public static void main(String[] arguments) throws InterruptedException {
        int analyses = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        Duration interval = Duration.ofSeconds(Long.parseLong(arguments[2]));
        double timers = timers(analyses, seconds, interval);
        System.out.println(ours(analyses, seconds, interval) + " " + String.format(Locale.ROOT, "%.1f", timers));
    }

    private static double timers(int timers, int seconds, Duration interval) throws InterruptedException {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        AtomicLong rung = new AtomicLong();
        for (int i = 0; i < timers; i++) {
            timer.scheduleAtFixedRate(rung::incrementAndGet, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        }
        double micros = microsPerSecond(seconds);
        timer.shutdownNow();
        return micros;
    }

    private static String ours(int analyses, int seconds, Duration interval) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        Map<String, Long> told = new ConcurrentHashMap<>();
        try (Sampler sampler = Sampler.open(workers, Clock.systemUTC())) {
            Sampling sampling = Sampling.untilGreen(Duration.ZERO, interval, Duration.ofDays(1), Duration.ofDays(2));
            start(sampler, sampling, "warm", 1, told);
            wait(Duration.ofSeconds(3));
            long before = usedHeap();
            start(sampler, sampling, "a", analyses, told);
            wait(Duration.ofSeconds(15));
            long heap = usedHeap() - before;
            int threads = ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore;
            long asked = sampler.asked();
            long samples = samples(told);
            double micros = microsPerSecond(seconds);
            return String.format(
                    Locale.ROOT,
                    "%d %d %.1f %.1f %.1f",
                    heap / analyses,
                    threads,
                    (sampler.asked() - asked) / (2.0 * seconds),
                    (samples(told) - samples) / (2.0 * seconds),
                    micros);
        } finally {
            workers.shutdownNow();
        }
    }

    private static void start(Sampler sampler, Sampling sampling, String prefix, int analyses, Map<String, Long> told) {
        Conditions conditions = new Conditions(Optional.of(result -> result > 0.9), Optional.empty());
        for (int i = 0; i < analyses; i++) {
            List<Probe> probes = new ArrayList<>();
            for (int gate = 0; gate < GATES; gate++) {
                // Ten services of which each has three queries.
                String key = "prometheus/service-" + i % 10 + "/query-" + gate;
                double number = 1 + gate / 1e3;
                probes.add(Probe.of(
                        "gate-" + gate,
                        new Question(key, Duration.ofSeconds(10), () -> Reading.of(number)),
                        conditions));
            }
            sampler.start(prefix + i, sampling, probes, (id, series) -> keep(told, id, series));
        }
    }

    private static void keep(Map<String, Long> told, String id, Series series) {
        told.put(id, series.tally().count() + series.tally().error());
    }

    private static long samples(Map<String, Long> told) {
        return told.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of the whole process, in the second half of twice the time: once what is compiled is compiled. */
    private static double microsPerSecond(int seconds) throws InterruptedException {
        wait(Duration.ofSeconds(seconds));
        long cpu = processorNanos();
        long begun = System.nanoTime();
        wait(Duration.ofSeconds(seconds));
        return (processorNanos() - cpu) * 1e6 / (System.nanoTime() - begun);
    }

    private static long processorNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("The processor time of this process can't be told"))
                .toNanos();
    }

    private static void wait(Duration time) throws InterruptedException {
        if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Nobody counts this down");
        }
    }

    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            wait(Duration.ofMillis(100));
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
