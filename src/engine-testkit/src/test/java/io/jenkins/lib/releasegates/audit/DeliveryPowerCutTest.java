package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.Remains;
import io.jenkins.lib.releasegates.testkit.TargetInMemory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts the power at every operation while events are sent, and looks at what the target has got in the end. */
class DeliveryPowerCutTest {

    private static final Duration SOON = Duration.ofMillis(5);

    @ParameterizedTest
    @EnumSource(Remains.class)
    void shouldSendEveryEntryAtLeastOnceAndInOrder(Remains remains) throws Exception {
        ForgetfulDisk counted = new ForgetfulDisk();
        work(counted, new TargetInMemory());
        for (long cut = 1; cut <= counted.operations(); cut++) {
            ForgetfulDisk disk = new ForgetfulDisk();
            TargetInMemory target = new TargetInMemory();
            disk.cutAt(cut);
            work(disk, target);
            List<Long> before = target.taken();
            ForgetfulDisk after = disk.afterPowerCut(remains, cut);
            long entries = work(after, target);

            assertThat(target.taken().stream().distinct())
                    .as("cut at operation %d, before: %s, all: %s", cut, before, target.taken())
                    .isEqualTo(LongStream.range(0, entries).boxed().toList());
        }
    }

    @Test
    void shouldSkipNothingFromItsBeginningOn() throws Exception {
        ForgetfulDisk begun = new ForgetfulDisk();
        work(begun, new TargetInMemory("other", false, 1));
        ForgetfulDisk counted = begun.copy();
        work(counted, new TargetInMemory("memory", true, 1));
        for (long cut = 1; cut <= counted.operations() - begun.operations(); cut++) {
            ForgetfulDisk disk = begun.copy();
            TargetInMemory target = new TargetInMemory("memory", true, 1);
            disk.cutAt(cut);
            work(disk, target);
            long entries = work(disk.afterPowerCut(Remains.FORCED, cut), target);

            List<Long> taken = target.taken().stream().distinct().toList();
            assertThat(taken).isNotEmpty();
            assertThat(taken)
                    .isEqualTo(LongStream.range(taken.get(0), entries).boxed().toList());
        }
    }

    /** A ledger takes some entries and sends them; returns how many it has in the end, as long as there is power. */
    private static long work(ForgetfulDisk disk, TargetInMemory target) throws InterruptedException {
        long entries = 0;
        try (Ledger ledger = Ledger.open(disk, new SecureRandom())) {
            ledger.deliverTo(List.of(target), SOON);
            for (int i = 0; i < 3; i++) {
                ledger.recordEvidence(Releases.evidence(i, 0), Releases.build(i), Releases.ALICE, Releases.NOW);
            }
            entries = ledger.head().entries();
            for (int i = 0; i < 2_000 && ledger.deliveries().get(0).behind() > 0 && hasPower(disk); i++) {
                Thread.sleep(1);
            }
        } catch (LedgerException e) {
            // The power is gone.
        }
        return entries;
    }

    private static boolean hasPower(ForgetfulDisk disk) {
        try {
            disk.size("lock");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
