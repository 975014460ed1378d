package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A log with checkpoints, keys, tiles and a witness, written by hand, and the ways to verify it after somebody was at it. */
abstract class LogUnderAttack {

    /** The file of the first checkpoints. */
    static final String FIRST = "checkpoints/000000000002.txt";

    @TempDir
    Path directory;

    Path ledger() {
        return directory.resolve("ledger");
    }

    Path witness() {
        return directory.resolve("witness");
    }

    static TrustedKey trusted(SigningKey key) {
        try {
            return TrustedKey.parse(key.vkey());
        } catch (RefusedNoteException e) {
            throw new IllegalStateException(e);
        }
    }

    VerificationReport verify() {
        return TrailVerifier.verify(ledger(), VerifyOptions.NONE);
    }

    VerificationReport verify(SigningKey... keys) {
        return TrailVerifier.verify(ledger(), options(List.of(), Strength.CHAIN, keys));
    }

    VerificationReport verifyWithWitness(SigningKey... keys) {
        return TrailVerifier.verify(ledger(), options(List.of(new Witness("W", witness())), Strength.CHAIN, keys));
    }

    static VerifyOptions options(List<Witness> witnesses, Strength require, SigningKey... keys) {
        return new VerifyOptions(
                Optional.empty(),
                Arrays.stream(keys).map(LogUnderAttack::trusted).toList(),
                witnesses,
                require);
    }

    static List<String> findings(VerificationReport report) {
        return report.findings().stream()
                .map(VerificationReport.Problem::toString)
                .toList();
    }

    static String only(VerificationReport report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0).toString();
    }

    static String words(VerificationReport report) {
        return String.join(" ", report.words());
    }

    /** Two entries, a checkpoint, another, a checkpoint and so on. */
    static HandWrittenLog log(int checkpoints) {
        HandWrittenLog log = HandWrittenLog.of(2);
        for (int i = 1; i < checkpoints; i++) {
            log.entries(1).checkpoint();
        }
        return log;
    }

    void deleteCheckpoints() throws IOException {
        try (Stream<Path> files = Files.list(ledger().resolve("checkpoints"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
