package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.delivery.CloudEvent;
import io.jenkins.lib.releasegates.audit.delivery.DeliveryState;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.TargetInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private Ledger open(Target... targets) throws LedgerException {
        Ledger ledger = Ledger.open(directory);
        ledger.deliverTo(List.of(targets), SOON);
        return ledger;
    }

    private static void append(Ledger ledger, int entries) throws LedgerException {
        for (int i = 0; i < entries; i++) {
            ledger.recordEvidence(Releases.evidence(i % 100, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
        }
    }

    private static DeliveryState await(Ledger ledger, Predicate<DeliveryState> wanted) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            DeliveryState state = ledger.deliveries().get(0);
            if (wanted.test(state)) {
                return state;
            }
            Thread.sleep(10);
        }
        return ledger.deliveries().get(0);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void shouldSendEveryEntryOnceAndInOrderThroughRestarts() throws Exception {
        TargetInMemory target = new TargetInMemory();
        try (Ledger ledger = open()) {
            append(ledger, 3);
        }
        for (int i = 0; i < 3; i++) {
            try (Ledger ledger = open(target)) {
                append(ledger, 2);
                await(ledger, state -> state.behind() == 0);
            }
        }

        assertThat(target.taken()).isEqualTo(numbers(0, 9));
        assertThat(Files.readString(directory.resolve("deliveries/memory"))).isEqualTo("9\n");
    }

    @Test
    void shouldReadOnThroughManyFilesOfTheTrail() throws Exception {
        TargetInMemory target = new TargetInMemory("memory", false, 70);
        try (Ledger ledger = open()) {
            append(ledger, 1_150);
            ledger.deliverTo(List.of(target), SOON);
            await(ledger, state -> state.behind() == 0);
        }

        assertThat(target.taken()).isEqualTo(numbers(0, 1_150));
        assertThat(target.requests())
                .allSatisfy(request -> assertThat(request).hasSizeLessThanOrEqualTo(70))
                .anySatisfy(request -> assertThat(request).hasSize(70));
    }

    @Test
    void shouldBeginWithTheNextEntryWhereItIsToldTo() throws Exception {
        TargetInMemory target = new TargetInMemory("memory", true, 1);
        target.refuse(Integer.MAX_VALUE);
        try (Ledger ledger = open()) {
            append(ledger, 3);
            ledger.deliverTo(List.of(target), SOON);
            append(ledger, 1);
            assertThat(await(ledger, state -> state.trouble().isPresent()).entries())
                    .isEqualTo(3);
        }
        target.refuse(0);
        try (Ledger ledger = open(target)) {
            append(ledger, 1);
            await(ledger, state -> state.behind() == 0);
        }

        assertThat(target.taken()).isEqualTo(numbers(3, 5));
    }

    @Test
    void shouldSendEverythingAgainWhenItsPlaceCanNotBeRight() throws Exception {
        for (String nonsense : List.of("nonsense", "-1\n", "1000\n", "")) {
            TargetInMemory target = new TargetInMemory("memory", true, 1);
            try (Ledger ledger = open()) {
                append(ledger, 1);
            }
            Files.createDirectories(directory.resolve("deliveries"));
            Files.writeString(directory.resolve("deliveries/memory"), nonsense);
            try (Ledger ledger = open(target)) {
                await(ledger, state -> state.behind() == 0);
                assertThat(target.taken()).isEqualTo(numbers(0, ledger.head().entries()));
            }
        }
    }

    @Test
    void shouldSendNothingThatNoCheckpointCovers() throws Exception {
        List<Long> covered = Collections.synchronizedList(new ArrayList<>());
        TargetInMemory target = new TargetInMemory();
        try (Ledger ledger = Ledger.open(directory, new KeysInMemory(), Releases.NOW)) {
            Target checking = new Target() {
                @Override
                public void send(List<CloudEvent> events) throws IOException {
                    covered.add(ledger.checkpoint().map(Checkpoint::size).orElse(0L)
                            - events.get(events.size() - 1).seq());
                    target.send(events);
                }

                @Override
                public String name() {
                    return "checking";
                }

                @Override
                public boolean fromNowOn() {
                    return false;
                }

                @Override
                public int most() {
                    return 10;
                }

                @Override
                public Optional<String> source() {
                    return Optional.empty();
                }

                @Override
                public void close() {}
            };
            ledger.deliverTo(List.of(checking), SOON);
            for (int i = 0; i < 5; i++) {
                append(ledger, 5);
                Thread.sleep(150);
            }
            await(ledger, state -> state.behind() == 0);

            assertThat(target.taken()).isEqualTo(numbers(0, ledger.head().entries()));
            assertThat(covered).isNotEmpty().allMatch(ahead -> ahead > 0);
        }
    }

    @Test
    void shouldSkipNothingThatIsRefused() throws Exception {
        TargetInMemory target = new TargetInMemory();
        target.refuse(Integer.MAX_VALUE);
        try (Ledger ledger = open(target)) {
            append(ledger, 4);
            DeliveryState refused = await(ledger, state -> state.trouble().isPresent());

            assertThat(refused)
                    .isEqualTo(new DeliveryState(
                            "memory",
                            "the memory of the test",
                            0,
                            4,
                            Optional.of(Releases.NOW),
                            Optional.of("Target memory (the memory of the test) didn't take entry 0: it is full."),
                            List.of()));

            target.refuse(2);
            DeliveryState taken = await(ledger, state -> state.behind() == 0);
            assertThat(taken.trouble()).isEmpty();
            assertThat(taken.since()).isEmpty();
            assertThat(taken.entries()).isEqualTo(4);
            assertThat(target.taken()).isEqualTo(numbers(0, 4));
        }
    }

    @Test
    void shouldSendNothingOfADamagedTrailAndSaySo() throws Exception {
        TargetInMemory target = new TargetInMemory();
        try (Ledger ledger = open()) {
            append(ledger, 3);
            Path trail = directory.resolve("trail/000000000000.jsonl");
            List<String> lines = new ArrayList<>(Files.readAllLines(trail));
            Collections.swap(lines, 0, 1);
            Files.writeString(trail, String.join("\n", lines) + "\n");
            ledger.deliverTo(List.of(target), SOON);

            assertThat(await(ledger, state -> state.trouble().isPresent())
                            .trouble()
                            .orElseThrow())
                    .contains("didn't take entry 0", "found entry 1 where entry 0 was expected");
            assertThat(target.taken()).isEmpty();
        }
    }

    @Test
    void shouldLetNobodyWaitForATargetThatHangs() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        TargetInMemory memory = new TargetInMemory("hanging", false, 1);
        Target hanging = new Target() {
            @Override
            public void send(List<CloudEvent> events) throws IOException {
                try {
                    closed.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                throw new IOException("it was broken off");
            }

            @Override
            public String name() {
                return memory.name();
            }

            @Override
            public boolean fromNowOn() {
                return false;
            }

            @Override
            public int most() {
                return 1;
            }

            @Override
            public Optional<String> source() {
                return Optional.empty();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        long begun = System.nanoTime();
        try (Ledger ledger = open(hanging)) {
            append(ledger, 20);
            assertThat(ledger.deliveries().get(0).behind()).isEqualTo(20);
            ledger.deliverTo(List.of(memory), SOON);
            await(ledger, state -> state.behind() == 0);
            assertThat(memory.taken()).isEqualTo(numbers(0, 20));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void shouldRefuseNamesThatCanNotBeOnes() throws Exception {
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.deliverTo(List.of(new TargetInMemory(), new TargetInMemory()), SOON))
                    .hasMessage("Two targets can't share a place in the log: memory");
            assertThatThrownBy(() -> ledger.deliverTo(List.of(new TargetInMemory("../trail", false, 1)), SOON))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
