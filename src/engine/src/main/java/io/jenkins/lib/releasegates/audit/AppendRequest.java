package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Draft;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Entries that somebody waits for; they become consecutive ones. {@link GroupCommit} hands their outcome over. */
final class AppendRequest {

    private final List<Draft> drafts;
    private final int bytes;
    private final Thread waiting = Thread.currentThread();
    private List<TrailEntry> entries = List.of();
    private @Nullable LedgerException failure;
    private volatile Turn turn = Turn.WAITS;

    /** What the thread that waits has to do. */
    private enum Turn {
        WAITS,
        LEADS,
        IS_DONE
    }

    /** Made by the thread that waits for them. */
    AppendRequest(List<Draft> drafts) {
        this.drafts = List.copyOf(drafts);
        int sum = 0;
        for (Draft draft : drafts) {
            sum += draft.line().maxBytes() + draft.people().bytes();
        }
        this.bytes = sum;
    }

    List<Draft> drafts() {
        return drafts;
    }

    int bytes() {
        return bytes;
    }

    void succeed(List<TrailEntry> durable) {
        entries = List.copyOf(durable);
    }

    void fail(LedgerException reason) {
        failure = reason;
    }

    boolean hasOutcome() {
        return failure != null || !entries.isEmpty();
    }

    Optional<LedgerException> failure() {
        return Optional.ofNullable(failure);
    }

    List<TrailEntry> entries() {
        return entries;
    }

    /** Lets the thread that waits write the next round. */
    void lead() {
        turn = Turn.LEADS;
        LockSupport.unpark(waiting);
    }

    /** Lets the thread that waits go on with the outcome. */
    void release() {
        turn = Turn.IS_DONE;
        LockSupport.unpark(waiting);
    }

    /** Sends the thread that waits away. */
    void refuse(LedgerException reason) {
        fail(reason);
        release();
    }

    /** Waits to be told; whether it is to lead. An interrupted thread waits on and finds itself interrupted afterwards. */
    boolean awaitLeading() {
        boolean interrupted = false;
        while (turn == Turn.WAITS) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            waiting.interrupt();
        }
        return turn == Turn.LEADS;
    }
}
