package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one sync: the first one writes for all who wait, while those who come meanwhile gather for the next round.
 *
 * <p>Each thread is woken once, by name, and the one that leads the next round before all others. An interrupted thread waits on, for its
 * entries may be on the disk already; it finds itself interrupted afterwards.
 */
final class GroupCommit {

    private static final int MAX_ROUND_BYTES = 8 * 1024 * 1024;

    private final Writer writer;

    /** Held for a moment only, never while something is written. */
    private final Lock lock = new ReentrantLock();

    private final Condition written = lock.newCondition();
    private final Deque<AppendRequest> waiting = new ArrayDeque<>();
    private boolean writing;
    private @Nullable LedgerException shut;

    GroupCommit(Writer writer) {
        this.writer = writer;
    }

    /** Writes rounds, one at a time. */
    interface Writer {

        /**
         * Makes these requests durable and gives each its outcome.
         *
         * @throws LedgerException when nobody knows what is on the disk now; those without an outcome have failed
         */
        void write(List<AppendRequest> round) throws LedgerException;

        /** Does what nobody waits for, on the thread that has written a round; the next round may be written meanwhile. */
        void tidy();
    }

    /** Durable on return. */
    List<TrailEntry> append(AppendRequest request) throws LedgerException {
        if (leadsAtOnce(request) || request.awaitLeading()) {
            lead(request);
        }
        if (request.failure().isPresent()) {
            LedgerException failure = request.failure().get();
            throw new LedgerException(String.valueOf(failure.getMessage()), failure);
        }
        return request.entries();
    }

    /** Takes nothing any more, once what is being written is done; who waits for the next round is refused. */
    void shut(LedgerException reason) {
        lock.lock();
        try {
            if (shut == null) {
                shut = reason;
            }
            while (writing) {
                written.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything that was taken is durable. */
    boolean sound() {
        lock.lock();
        try {
            return shut == null;
        } finally {
            lock.unlock();
        }
    }

    private boolean leadsAtOnce(AppendRequest request) throws LedgerException {
        lock.lock();
        try {
            if (shut != null) {
                throw new LedgerException(String.valueOf(shut.getMessage()), shut);
            }
            if (!writing) {
                writing = true;
                return true;
            }
            waiting.add(request);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void lead(AppendRequest first) {
        List<AppendRequest> round = round(first);
        LedgerException unknown = null;
        boolean known = false;
        try {
            writer.write(round);
            known = true;
        } catch (LedgerException e) {
            unknown = e;
        } finally {
            if (!known && unknown == null) {
                unknown = new LedgerException("Writing to the ledger ended without a result");
            }
            end(round, unknown);
        }
        writer.tidy();
    }

    private List<AppendRequest> round(AppendRequest first) {
        lock.lock();
        try {
            List<AppendRequest> round = new ArrayList<>(waiting.size() + 1);
            round.add(first);
            long bytes = first.bytes();
            while (!waiting.isEmpty() && bytes < MAX_ROUND_BYTES) {
                AppendRequest next = waiting.remove();
                bytes += next.bytes();
                round.add(next);
            }
            return round;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next one lead, before anybody of this round is woken; where nothing is taken any more, sends all away. */
    private void end(List<AppendRequest> round, @Nullable LedgerException unknown) {
        AppendRequest next = null;
        lock.lock();
        try {
            LedgerException reason = shut == null ? unknown : shut;
            shut = reason;
            if (reason != null) {
                waiting.forEach(request -> request.refuse(reason));
                waiting.clear();
            }
            next = waiting.poll();
            if (next == null) {
                writing = false;
                written.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.lead();
        }
        for (AppendRequest request : round) {
            if (unknown != null && !request.hasOutcome()) {
                request.fail(unknown);
            }
            request.release();
        }
    }
}
