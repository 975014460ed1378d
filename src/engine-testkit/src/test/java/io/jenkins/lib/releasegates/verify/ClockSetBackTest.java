package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries stand in the order in which they were appended, whatever the clock says. */
class ClockSetBackTest {

    @TempDir
    private Path home;

    @Test
    void shouldKeepTheOrderAndNoteThatTheClockWentBack() throws Exception {
        KeysInMemory keys = new KeysInMemory();
        List<TrailEntry> appended = new ArrayList<>();
        List<Long> checkpoints = new ArrayList<>();
        String log = "";
        for (int session = 0; session < 3; session++) {
            Instant opened = Releases.NOW.minus(Duration.ofDays(session));
            try (Ledger ledger = Ledger.open(home, keys, opened)) {
                assertThat(ledger.notices()).isEmpty();
                if (session == 1) {
                    ledger.rotateKey(Releases.ALICE, opened.minusSeconds(5));
                }
                for (int entry = 0; entry < 3; entry++) {
                    // All about one build, and each a minute before the one before.
                    appended.add(ledger.recordEvidence(
                                    Releases.evidence(entry, 0),
                                    Releases.build(1),
                                    Releases.ALICE,
                                    opened.minus(Duration.ofMinutes(entry)))
                            .entry());
                }
                assertThat(ledger.entriesOf("build-1")).isEqualTo(appended);
                log = ledger.key().orElseThrow().name();
            }
            try (Ledger ledger = Ledger.openForReading(home)) {
                checkpoints.add(ledger.checkpoint().map(Checkpoint::size).orElseThrow());
            }
        }
        assertThat(appended).extracting(TrailEntry::seq).isSorted().doesNotHaveDuplicates();
        assertThat(checkpoints).containsExactly(4L, 8L, 11L);

        VerificationReport report = TrailVerifier.verify(
                home,
                new VerifyOptions(
                        Optional.empty(),
                        List.of(TrustedKey.parse(keys.publicKey(log).vkey())),
                        List.of(),
                        Strength.SIGNED));

        assertThat(report.findings()).isEmpty();
        assertThat(report.satisfied()).isTrue();
        assertThat(report.log().signedUpTo()).isEqualTo(11);
        assertThat(report.notes())
                .containsExactly("Dated before the entry before them, as after a clock was set back: 8, the first is "
                        + WrittenLog.TRAIL + ":3");
    }

    @Test
    void shouldTakeTheRunThatWasRecordedLastForTheLatestOne() throws Exception {
        try (Ledger ledger = Ledger.open(home)) {
            for (int build = 1; build <= 3; build++) {
                Instant at = Releases.NOW.minus(Duration.ofHours(build));
                ReleaseContext context = new ReleaseContext(
                        Releases.build(build),
                        Releases.evidence(90 + build, 0),
                        Baseline.notNeeded(),
                        Purpose.JUDGEMENT,
                        at);
                ledger.record(Releases.decide(context), context, Releases.ALICE);
            }

            Baseline baseline =
                    ledger.baseline(Releases.build(4), Releases.comparing(BaselineRule.DEFAULT), Releases.NOW);

            assertThat(baseline.evidence()).contains(Releases.evidence(93, 0));
        }
    }
}
