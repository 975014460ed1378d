package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.NaiveTree;
import io.jenkins.lib.releasegates.testkit.PowerCutException;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.testkit.Remains;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts the power at every single operation of a ledger's life, and looks at what is left. */
class LedgerPowerCutTest {

    private static final int SEEDS = 4;

    /** A disk, and what its host remembers outside of the ledger. */
    private record Host(ForgetfulDisk disk, KeysInMemory keys) {

        Host() {
            this(new ForgetfulDisk(), new KeysInMemory());
        }

        Host copy() {
            return new Host(disk.copy(), keys.copy());
        }

        Host afterPowerCut(Remains remains, long seed) {
            return new Host(disk.afterPowerCut(remains, seed), keys.copy());
        }

        Ledger open() throws LedgerException {
            return Ledger.open(disk, new SecureRandom(), keys, Releases.NOW);
        }
    }

    /** What the ledger has said to be recorded. */
    private record Acknowledged(List<TrailEntry> entries, Digest evidence, Evidence content) {}

    @ParameterizedTest
    @EnumSource(Remains.class)
    void shouldKeepWhatItAcknowledgedFromTheFirstEntryOn(Remains remains) throws Exception {
        cutEverywhere(new Host(), 1, remains);
    }

    @ParameterizedTest
    @EnumSource(Remains.class)
    void shouldKeepWhatItAcknowledgedWhereOneFileEndsAndTheNextBegins(Remains remains) throws Exception {
        cutEverywhere(almostFull(), 1_000, remains);
    }

    @ParameterizedTest
    @EnumSource(Remains.class)
    void shouldSurviveAPowerCutWhileItRecoversFromAnother(Remains remains) throws Exception {
        Host host = new Host();
        List<Acknowledged> acknowledged = new ArrayList<>();
        work(host, 1, acknowledged);
        host.disk().cutAt(9);
        work(host, 10, acknowledged);
        for (long seed = 0; seed < SEEDS; seed++) {
            Host first = host.afterPowerCut(remains, seed);
            long cut = 0;
            boolean cutShort = true;
            while (cutShort) {
                cut++;
                Host second = first.copy();
                second.disk().cutAt(cut);
                cutShort = !opens(second);
                check(second.afterPowerCut(remains, seed + 1), acknowledged);
            }
            assertThat(cut).isGreaterThan(5);
        }
    }

    @Test
    void shouldAcknowledgeNothingThatAFailedSyncHasDropped() throws Exception {
        Host counted = new Host();
        work(counted, 1, new ArrayList<>());
        for (long operation = 1; operation <= counted.disk().operations(); operation++) {
            Host host = new Host();
            host.disk().failForceFrom(operation);
            List<Acknowledged> acknowledged = new ArrayList<>();
            work(host, 1, acknowledged);
            check(host.copy().afterPowerCut(Remains.FORCED, 0), acknowledged);

            work(host, 50, acknowledged);
            check(host.afterPowerCut(Remains.FORCED, 0), acknowledged);
        }
    }

    private static void cutEverywhere(Host before, int firstBuild, Remains remains) throws Exception {
        Host whole = before.copy();
        long begun = whole.disk().operations();
        work(whole, firstBuild, new ArrayList<>());
        long operations = whole.disk().operations() - begun;
        assertThat(operations).isGreaterThan(20);
        for (long cut = 1; cut <= operations; cut++) {
            Host host = before.copy();
            host.disk().cutAt(cut);
            List<Acknowledged> acknowledged = new ArrayList<>();
            work(host, firstBuild, acknowledged);
            for (long seed = 0; seed < (remains == Remains.SOME ? SEEDS : 1); seed++) {
                check(host.afterPowerCut(remains, cut * SEEDS + seed), acknowledged);
            }
        }
    }

    /** Records four times, as far as the disk goes along. */
    private static void work(Host host, int firstBuild, List<Acknowledged> acknowledged) {
        try (Ledger ledger = host.open()) {
            for (int build = firstBuild; build < firstBuild + 3; build++) {
                Evidence evidence = Releases.evidence(build % 100, 0);
                ReleaseContext context = Releases.context(Releases.build(build), evidence);
                RecordedDecision recorded = ledger.record(Releases.decide(context), context, Releases.ALICE);
                acknowledged.add(new Acknowledged(recorded.entries(), recorded.evidence(), evidence));
            }
            Evidence evidence = Releases.evidence(99, 1);
            RecordedEvidence recorded =
                    ledger.recordEvidence(evidence, Releases.build(firstBuild + 3), Releases.ALICE, Releases.NOW);
            acknowledged.add(new Acknowledged(List.of(recorded.entry()), recorded.evidence(), evidence));
        } catch (LedgerException e) {
            assertThat(e).hasMessageMatching("(?s).*(the power is gone|Input/output error).*");
        }
    }

    private static boolean opens(Host host) {
        try (Ledger ledger = host.open()) {
            return ledger.takesEntries();
        } catch (LedgerException e) {
            assertThat(e).hasRootCauseInstanceOf(PowerCutException.class);
            return false;
        }
    }

    private static void check(Host host, List<Acknowledged> acknowledged) throws Exception {
        try (Ledger ledger = host.open()) {
            for (Acknowledged record : acknowledged) {
                assertThat(ledger.entriesOf(record.entries().get(0).build())).containsAll(record.entries());
                assertThat(ledger.evidence(record.evidence())).contains(record.content());
                TrailEntry last = record.entries().get(record.entries().size() - 1);
                assertThat(ledger.people(last.seq()).actorName()).contains("Alice Álvarez");
            }
            assertThat(chained(ledger)).isTrue();
            noDecisionWithoutItsGates(ledger);
            ReleaseContext context =
                    Releases.context(Releases.build(77_777, "main", Subject.Origin.ORDINARY), Releases.evidence(90, 0));
            ledger.record(Releases.decide(context), context, Releases.ALICE);
            assertThat(ledger.entriesOf("build-77777")).hasSize(4);
        }
        signed(host.disk());
    }

    /** Everything is signed once the ledger was closed, with the right root, and each checkpoint holds for what is there now. */
    private static void signed(ForgetfulDisk disk) throws Exception {
        List<byte[]> lines = new ArrayList<>();
        for (String name : disk.list("trail")) {
            if (name.endsWith(".jsonl")) {
                String text = new String(disk.read("trail/" + name, 0, 1 << 27), StandardCharsets.UTF_8);
                text.lines().forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        Checkpoints checkpoints = new Checkpoints(disk);
        checkpoints.recover();
        assertThat(checkpoints.newest().orElseThrow().size()).isEqualTo(lines.size());
        assertThat(new String(disk.read("checkpoint", 0, 10_000), StandardCharsets.UTF_8))
                .isEqualTo(checkpoints.newest().orElseThrow().toString());
        List<Checkpoint> all = checkpoints.after(0, Integer.MAX_VALUE);
        // Those before were looked at when they were the newest ones, or hold for fewer entries than this one.
        for (Checkpoint checkpoint : all.subList(Math.max(0, all.size() - 2), all.size())) {
            assertThat(checkpoint.root()).isEqualTo(NaiveTree.root(lines.subList(0, (int) checkpoint.size())));
        }
    }

    private static boolean chained(Ledger ledger) throws LedgerException {
        long entries = ledger.head().entries();
        long from = Math.max(0, entries - 16);
        Digest last =
                from == 0 ? Head.NONE : ledger.entry(from - 1).orElseThrow().hash();
        for (long seq = from; seq < entries; seq++) {
            TrailEntry entry = ledger.entry(seq).orElseThrow();
            if (!entry.prev().equals(last)) {
                return false;
            }
            last = entry.hash();
        }
        return last.equals(ledger.head().last());
    }

    private static void noDecisionWithoutItsGates(Ledger ledger) throws LedgerException {
        Map<String, Integer> gates = new HashMap<>();
        for (long seq = Math.max(0, ledger.head().entries() - 8);
                seq < ledger.head().entries();
                seq++) {
            TrailEntry entry = ledger.entry(seq).orElseThrow();
            for (TrailEntry other : ledger.entriesOf(entry.build())) {
                if (other.kind().equals("decision-made")) {
                    gates.put(entry.build(), other.body().path("gates").size());
                    assertThat(ledger.entriesOf(entry.build())).hasSize(2 + gates.get(entry.build()));
                }
            }
        }
    }

    /** A ledger whose first file has room for a few entries. */
    private static Host almostFull() throws LedgerException {
        Host host = new Host();
        try (Ledger ledger = host.open()) {
            for (int build = 0; ledger.head().entries() < 993; build++) {
                ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(81, 0));
                ledger.record(Releases.decide(context), context, Releases.ALICE);
            }
        }
        return host;
    }
}
