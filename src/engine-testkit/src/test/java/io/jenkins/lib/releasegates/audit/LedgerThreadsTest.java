package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LedgerThreadsTest {

    @TempDir
    private Path directory;

    @Test
    void shouldKeepTheEntriesOfEveryDecisionTogether() throws Exception {
        int threads = 8;
        int each = 40;
        try (Ledger ledger = Ledger.open(directory)) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<List<RecordedDecision>>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int from = thread * each;
                futures.add(pool.submit(() -> records(ledger, from, each)));
            }
            pool.shutdown();
            for (Future<List<RecordedDecision>> future : futures) {
                for (RecordedDecision recorded : future.get()) {
                    long first = recorded.entries().get(0).seq();
                    assertThat(recorded.entries())
                            .extracting(TrailEntry::seq)
                            .containsExactly(first, first + 1, first + 2, first + 3);
                    assertThat(ledger.entriesOf(recorded.entry().build())).isEqualTo(recorded.entries());
                }
            }
            assertThat(ledger.head().entries()).isEqualTo(4L * threads * each);
            assertThat(pool.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
        }
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.head().entries()).isEqualTo(4L * threads * each);
            assertThat(ledger.entriesOf("build-17")).hasSize(4);
        }
    }

    @Test
    void shouldRecordForAnInterruptedThreadAndLeaveItInterrupted() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            Thread.currentThread().interrupt();
            try {
                assertThat(records(ledger, 1, 3)).hasSize(3);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(records(ledger, 10, 1)).hasSize(1);
        }
    }

    private static List<RecordedDecision> records(Ledger ledger, int from, int count) throws LedgerException {
        List<RecordedDecision> all = new ArrayList<>();
        for (int build = from; build < from + count; build++) {
            ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(85, 0));
            all.add(ledger.record(Releases.decide(context), context, Releases.ALICE));
        }
        return all;
    }
}
