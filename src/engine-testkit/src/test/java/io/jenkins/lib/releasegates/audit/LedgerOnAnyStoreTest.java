package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.StoreInMemory;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ledger asks no more of its store than the contract promises, which one that isn't made of files shows. */
class LedgerOnAnyStoreTest {

    private final ForgetfulDisk disk = new ForgetfulDisk();
    private final KeysInMemory keys = new KeysInMemory();

    private Ledger open(StoreInMemory store) throws Exception {
        Checkpoints checkpoints = new Checkpoints(disk);
        checkpoints.recover();
        Ledger ledger = new Ledger(disk, store, checkpoints, new SecureRandom(), List.of());
        disk.makeDirectory("tmp");
        ledger.sign(keys, Releases.NOW);
        return ledger;
    }

    private static RecordedDecision record(Ledger ledger, int build) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(85, 0));
        return ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    @Test
    void shouldRecordAndSign() throws Exception {
        StoreInMemory store = new StoreInMemory();
        RecordedDecision recorded;
        try (Ledger ledger = open(store)) {
            recorded = record(ledger, 1);
        }
        try (Ledger ledger = open(store.openedAgain())) {
            assertThat(ledger.entriesOf("build-1")).isEqualTo(recorded.entries());
            assertThat(ledger.evidence(recorded.evidence())).contains(Releases.evidence(85, 0));
            assertThat(ledger.people(recorded.entry().seq()).actorName()).contains(Releases.ALICE.name());
            assertThat(ledger.checkpoint().map(Checkpoint::size)).contains(5L);
            assertThat(ledger.prove(4)).isPresent();
        }
    }

    @Test
    void shouldTakeNothingAfterAnAppendHasFailedUntilItIsOpenedAnew() throws Exception {
        StoreInMemory store = new StoreInMemory();
        try (Ledger ledger = open(store)) {
            record(ledger, 1);
            store.failNextAppend(2);
            assertThatThrownBy(() -> record(ledger, 2))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("Nothing of it was acknowledged");
            assertThatThrownBy(() -> record(ledger, 3)).isInstanceOf(LedgerException.class);
            assertThat(ledger.takesEntries()).isFalse();
            assertThat(ledger.head().entries()).isEqualTo(5);
        }
        try (Ledger ledger = open(store.openedAgain())) {
            assertThat(ledger.entriesOf("build-2")).hasSize(2);
            record(ledger, 4);
            assertThat(ledger.head().entries()).isEqualTo(11);
        }
    }

    @Test
    void shouldRecordNothingWhereEvidenceCannotBeKeptAndGoOnAfterwards() throws Exception {
        StoreInMemory store = new StoreInMemory();
        try (Ledger ledger = open(store)) {
            store.failBlobs(true);
            assertThatThrownBy(() -> record(ledger, 1)).hasMessageContaining("nothing was recorded");
            assertThat(ledger.head().entries()).isEqualTo(1);
            store.failBlobs(false);
            record(ledger, 1);
        }
    }
}
