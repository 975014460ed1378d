package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Seen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that is on its way to a worker, or asked by one, and who wants to know. Guarded by the sampler's lock. */
final class Ask {

    private final Question question;
    private List<Waiter> waiters = new ArrayList<>();
    private Alarms.@Nullable Alarm alarm;
    private @Nullable Thread worker;
    private boolean interrupted;
    private @Nullable Ask next;

    /** One gate of one sample of one analysis. */
    record Waiter(Waiting analysis, int sample, int gate) {

        boolean isWaiting() {
            return analysis.waitsFor(sample, gate);
        }

        Seen see(Reading reading) {
            return analysis.probe(gate).see(reading);
        }

        void told(Seen seen) {
            analysis.told(sample, gate, seen);
        }
    }

    Ask(Question question) {
        this.question = question;
    }

    Question question() {
        return question;
    }

    boolean isBegun() {
        return worker != null;
    }

    boolean hasWaiters() {
        return !waiters.isEmpty();
    }

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    /** Those who wait, who then don't any more. */
    List<Waiter> takeWaiters() {
        List<Waiter> taken = waiters;
        waiters = new ArrayList<>();
        return taken;
    }

    Alarms.@Nullable Alarm alarm() {
        return alarm;
    }

    void alarm(Alarms.@Nullable Alarm given) {
        alarm = given;
    }

    /** Whether a worker has to ask; not when nobody wants to know any more. */
    boolean begin() {
        waiters.removeIf(waiter -> !waiter.isWaiting());
        if (waiters.isEmpty()) {
            return false;
        }
        worker = Thread.currentThread();
        return true;
    }

    /** Whether the worker was interrupted, which is nothing that those who use it next should see. */
    boolean end() {
        worker = null;
        return interrupted;
    }

    void interrupt() {
        if (worker != null && !interrupted) {
            interrupted = true;
            worker.interrupt();
        }
    }

    /** What is asked when this one has ended. */
    @Nullable
    Ask next() {
        return next;
    }

    Ask nextOf(Question same) {
        if (next == null) {
            next = new Ask(same);
        }
        return next;
    }
}
