package io.jenkins.lib.releasegates.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one sync: the first one writes for all who wait, while those who come meanwhile gather for the next round.
 *
 * <p>An interrupted thread waits on, for its entries may be on the disk already; it finds itself interrupted afterwards.
 */
final class GroupCommit {

    private static final int MAX_ROUND_BYTES = 8 * 1024 * 1024;

    private final Writer writer;
    private final Object turn = new Object();
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
        synchronized (turn) {
            boolean interrupted = false;
            while (writing) {
                interrupted |= waitForTurn();
            }
            if (shut == null) {
                shut = reason;
            }
            restore(interrupted);
        }
    }

    /** Whether everything that was taken is durable. */
    boolean sound() {
        synchronized (turn) {
            return shut == null;
        }
    }

    /** The round to write, this request among it; empty when somebody else has seen to the request. */
    private List<AppendRequest> joinOrLead(AppendRequest request) throws LedgerException {
        synchronized (turn) {
            refuseWhenShut();
            waiting.add(request);
            boolean interrupted = false;
            while (!request.done() && writing) {
                interrupted |= waitForTurn();
            }
            restore(interrupted);
            if (request.done()) {
                return List.of();
            }
            if (shut != null) {
                waiting.remove(request);
                refuseWhenShut();
            }
            writing = true;
            List<AppendRequest> round = new ArrayList<>();
            waiting.remove(request);
            round.add(request);
            long bytes = request.bytes();
            while (!waiting.isEmpty() && bytes < MAX_ROUND_BYTES) {
                AppendRequest next = waiting.remove();
                bytes += next.bytes();
                round.add(next);
            }
            return round;
        }
    }

    private void lead(List<AppendRequest> round) {
        LedgerException unknown = new LedgerException("Writing to the ledger ended without a result");
        boolean known = false;
        try {
            writer.write(round);
            known = true;
        } catch (LedgerException e) {
            unknown = e;
        } finally {
            synchronized (turn) {
                writing = false;
                if (!known && shut == null) {
                    shut = unknown;
                }
                for (AppendRequest request : round) {
                    if (!request.done()) {
                        request.fail(unknown);
                    }
                }
                turn.notifyAll();
            }
        }
    }

    private void refuseWhenShut() throws LedgerException {
        if (shut != null) {
            throw new LedgerException(String.valueOf(shut.getMessage()), shut);
        }
    }

    private boolean waitForTurn() {
        try {
            turn.wait();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
