package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Verifies a ledger and hashes the bytes of its trail once, in turn in one JVM; prints the milliseconds of both, warm. */
final class VerifySide {

    private static final int PASSES = 3;

    private VerifySide() {}

    /** Takes the ledger and the public key. */
    public static void main(String[] arguments) throws IOException, RefusedNoteException {
        Path log = Path.of(arguments[0]);
        TrustedKey key = TrustedKey.parse(Files.readString(Path.of(arguments[1])));
        VerifyOptions options = new VerifyOptions(Optional.empty(), List.of(key), List.of(), Strength.SIGNED);
        double ours = Double.MAX_VALUE;
        double peer = Double.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long begun = System.nanoTime();
            VerificationReport report = TrailVerifier.verify(log, options);
            ours = Math.min(ours, System.nanoTime() - begun);
            if (!report.intact() || report.strength() != Strength.SIGNED) {
                throw new IOException("Not verified: " + report.findings() + " " + report.words());
            }
            begun = System.nanoTime();
            hash(log.resolve("trail"));
            peer = Math.min(peer, System.nanoTime() - begun);
        }
        System.out.println(ours / 1e6 + " " + peer / 1e6);
    }

    private static void hash(Path trail) throws IOException {
        byte[] block = new byte[64 * 1024];
        MessageDigest sha256 = Digest.sha256();
        try (Stream<Path> files = Files.list(trail)) {
            for (Path file : files.sorted().toList()) {
                try (InputStream stream = Files.newInputStream(file)) {
                    for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
                        sha256.update(block, 0, read);
                    }
                }
            }
        }
        System.err.println(Digest.from(sha256));
    }
}
