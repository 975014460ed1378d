package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Draft;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries that somebody waits for; they become consecutive ones. Its outcome is handed over by {@link GroupCommit}. */
final class AppendRequest {

    private final List<Draft> drafts;
    private List<TrailEntry> entries = List.of();
    private @Nullable LedgerException failure;

    AppendRequest(List<Draft> drafts) {
        this.drafts = List.copyOf(drafts);
    }

    List<Draft> drafts() {
        return drafts;
    }

    int bytes() {
        return drafts.stream()
                .mapToInt(draft -> draft.body().length + draft.subject().length + EntryLine.FRAME_BYTES)
                .sum();
    }

    void succeed(List<TrailEntry> durable) {
        entries = List.copyOf(durable);
    }

    void fail(LedgerException reason) {
        failure = reason;
    }

    boolean done() {
        return failure != null || !entries.isEmpty();
    }

    Optional<LedgerException> failure() {
        return Optional.ofNullable(failure);
    }

    List<TrailEntry> entries() {
        return entries;
    }
}
