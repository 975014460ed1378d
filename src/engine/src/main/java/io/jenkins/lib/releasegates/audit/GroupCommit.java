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
 * <p>An interrupted thread waits on, for its entries may be on the disk already; it finds itself interrupted afterwards.
 */
final class GroupCommit {

    private static final int MAX_ROUND_BYTES = 8 * 1024 * 1024;
    private static final long MAX_PATIENCE_NANOS = 2_000_000;

    private final Writer writer;
    private final Lock lock = new ReentrantLock();
    private final Condition roundDone = lock.newCondition();
    private final Deque<AppendRequest> waiting = new ArrayDeque<>();
    private final Condition somebodyCame = lock.newCondition();
    private boolean writing;
    private int expected;
    private long roundNanos;
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
    }

    /** Durable on return. */
    List<TrailEntry> append(AppendRequest request) throws LedgerException {
        List<AppendRequest> round = joinOrLead(request);
        if (!round.isEmpty()) {
            lead(round);
        }
        if (request.failure().isPresent()) {
            LedgerException failure = request.failure().get();
            throw new LedgerException(String.valueOf(failure.getMessage()), failure);
        }
        return request.entries();
    }

    /** Takes nothing any more, once what is being written is done. */
    void shut(LedgerException reason) {
        lock.lock();
        try {
            while (writing) {
                roundDone.awaitUninterruptibly();
            }
            if (shut == null) {
                shut = reason;
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

    /** The round to write, this request among it; empty when somebody else has seen to the request. */
    private List<AppendRequest> joinOrLead(AppendRequest request) throws LedgerException {
        lock.lock();
        try {
            refuseWhenShut();
            waiting.add(request);
            somebodyCame.signal();
            while (!request.done() && writing) {
                roundDone.awaitUninterruptibly();
            }
            if (request.done()) {
                return List.of();
            }
            waiting.remove(request);
            refuseWhenShut();
            writing = true;
            gather();
            return round(request);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for those who are likely to come, since a sync costs more than they do: as many as took part in the last round and those that waited
     * meanwhile, and no longer than a part of the time that a round takes. Nobody who is alone waits.
     */
    private void gather() {
        long left = Math.min(roundNanos / 2, MAX_PATIENCE_NANOS);
        boolean interrupted = false;
        while (left > 0 && waiting.size() + 1 < expected) {
            try {
                left = somebodyCame.awaitNanos(left);
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<AppendRequest> round(AppendRequest first) {
        List<AppendRequest> round = new ArrayList<>();
        round.add(first);
        long bytes = first.bytes();
        while (!waiting.isEmpty() && bytes < MAX_ROUND_BYTES) {
            AppendRequest next = waiting.remove();
            bytes += next.bytes();
            round.add(next);
        }
        return round;
    }

    private void lead(List<AppendRequest> round) {
        long begun = System.nanoTime();
        LedgerException unknown = new LedgerException("Writing to the ledger ended without a result");
        boolean known = false;
        try {
            writer.write(round);
            known = true;
        } catch (LedgerException e) {
            unknown = e;
        } finally {
            end(round, known, unknown, System.nanoTime() - begun);
        }
    }

    private void end(List<AppendRequest> round, boolean known, LedgerException unknown, long nanos) {
        lock.lock();
        try {
            writing = false;
            expected = round.size() + waiting.size();
            roundNanos = nanos;
            if (!known && shut == null) {
                shut = unknown;
            }
            for (AppendRequest request : round) {
                if (!request.done()) {
                    request.fail(unknown);
                }
            }
            roundDone.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void refuseWhenShut() throws LedgerException {
        if (shut != null) {
            throw new LedgerException(String.valueOf(shut.getMessage()), shut);
        }
    }
}
