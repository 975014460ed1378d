package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.witness.DirectoryWitness;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A log as a ledger writes it, in a directory, with a key and a witness; somebody may be at it then. */
final class WrittenLog {

    static final String TRAIL = "trail/000000000000.jsonl";
    static final String PEOPLE = "people/000000000000.jsonl";

    final Path home;
    final Path vault;
    private final KeysInMemory keys = new KeysInMemory();

    WrittenLog(Path directory) throws IOException {
        home = directory.resolve("home");
        vault = Files.createDirectory(directory.resolve("vault"));
    }

    /** Opens, works and closes, which signs. */
    WrittenLog session(Work work) throws Exception {
        try (Ledger ledger = Ledger.open(home, keys, Releases.NOW)) {
            ledger.witnesses(List.of(new DirectoryWitness("vault", vault)), Duration.ofMillis(20));
            work.on(ledger);
        }
        return this;
    }

    /** What somebody does with an open ledger. */
    interface Work {

        void on(Ledger ledger) throws LedgerException;
    }

    /** A decision, and in a second session another key and evidence that nobody judged: seven entries and two checkpoints or more. */
    WrittenLog small() throws Exception {
        return session(ledger -> decide(ledger, 1)).session(ledger -> {
            ledger.rotateKey(Releases.ALICE, Releases.NOW);
            evidence(ledger, 1);
        });
    }

    static void decide(Ledger ledger, int build) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(build), Releases.evidence(85, 0));
        ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    static void evidence(Ledger ledger, int entries) throws LedgerException {
        for (int i = 0; i < entries; i++) {
            ledger.recordEvidence(Releases.evidence(12, 1), Releases.build(100 + i), Releases.ALICE, Releases.NOW);
        }
    }

    LogKey key() throws LedgerException {
        try (Ledger ledger = Ledger.openForReading(home)) {
            return ledger.key().orElseThrow();
        }
    }

    /** With nothing that was kept elsewhere. */
    VerificationReport verify() {
        return TrailVerifier.verify(home, VerifyOptions.NONE);
    }

    VerificationReport verify(LogKey key) {
        return verify(key, List.of());
    }

    VerificationReport verifyWithWitness(LogKey key) {
        return verify(key, List.of(new Witness("vault", vault)));
    }

    private VerificationReport verify(LogKey key, List<Witness> witnesses) {
        try {
            return TrailVerifier.verify(
                    home,
                    new VerifyOptions(
                            Optional.empty(), List.of(TrustedKey.parse(key.vkey())), witnesses, Strength.CHAIN));
        } catch (RefusedNoteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every file of the ledger, by its name there. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
