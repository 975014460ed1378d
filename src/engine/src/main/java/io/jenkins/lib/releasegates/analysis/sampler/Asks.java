package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The questions that are being asked, each once at a time. An answer goes to those who wanted it before it was begun to be asked: one that is older
 * than the wish says nothing about now. Those who come later wait for the next time.
 */
final class Asks {

    private final Map<String, Ask> byKey = new HashMap<>();
    private final Desk desk;
    private long asked;

    Asks(Desk desk) {
        this.desk = desk;
    }

    /** How many times a question was asked. Under the lock. */
    long asked() {
        return asked;
    }

    /** Under the lock. */
    void join(Question question, Ask.Waiter waiter) {
        Ask ask = byKey.get(question.key());
        if (ask == null) {
            ask = new Ask(question);
            byKey.put(question.key(), ask);
            submit(ask);
        } else if (ask.isBegun()) {
            ask = ask.nextOf(question);
        }
        ask.add(waiter);
        if (ask.alarm() == null) {
            Ask late = ask;
            ask.alarm(desk.alarm(desk.nanos() + question.timeout().toNanos(), () -> timeOut(late)));
        }
    }

    private void submit(Ask ask) {
        desk.hand(() -> work(ask), () -> refused(ask));
    }

    private void timeOut(Ask ask) {
        ask.alarm(null);
        ask.interrupt();
        ask.takeWaiters().forEach(waiter -> waiter.told(Seen.of(Outcome.TIMED_OUT)));
    }

    private void refused(Ask ask) {
        List<Ask.Waiter> waiters = ask.takeWaiters();
        end(ask);
        waiters.forEach(waiter -> waiter.told(new Seen(Outcome.ERROR, "no worker takes it")));
    }

    private void work(Ask ask) {
        boolean begun = desk.locked(() -> {
            boolean wanted = !desk.isClosed() && ask.begin();
            if (wanted) {
                asked++;
            } else {
                end(ask);
            }
            return wanted;
        });
        if (!begun) {
            return;
        }
        Reading reading = read(ask.question());
        List<Ask.Waiter> waiters = new ArrayList<>();
        boolean interrupted = desk.locked(() -> {
            waiters.addAll(ask.takeWaiters());
            boolean was = ask.end();
            end(ask);
            return was;
        });
        if (interrupted) {
            Thread.interrupted();
        }
        // Judged off the lock: a condition is somebody else's code.
        List<Seen> seen = waiters.stream().map(waiter -> waiter.see(reading)).toList();
        desk.locked(() -> {
            for (int i = 0; i < waiters.size(); i++) {
                waiters.get(i).told(seen.get(i));
            }
            return true;
        });
    }

    private static Reading read(Question question) {
        try {
            @Nullable Reading reading = question.source().read();
            return reading != null ? reading : Reading.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Judged(Outcome.TIMED_OUT, "");
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            // The class alone: a message may hold an address or a secret.
            return Reading.broken(e.getClass().getSimpleName());
        }
    }

    private void end(Ask ask) {
        Alarms.Alarm alarm = ask.alarm();
        if (alarm != null) {
            desk.remove(alarm);
            ask.alarm(null);
        }
        byKey.remove(ask.question().key(), ask);
        Ask next = ask.next();
        if (next != null
                && next.hasWaiters()
                && byKey.putIfAbsent(next.question().key(), next) == null) {
            submit(next);
        }
    }

    /** Under the lock. */
    void close() {
        byKey.values().forEach(Ask::interrupt);
        byKey.clear();
    }
}
