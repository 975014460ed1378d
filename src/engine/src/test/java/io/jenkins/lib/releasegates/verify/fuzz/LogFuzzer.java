package io.jenkins.lib.releasegates.verify.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.log.Witness;
import io.jenkins.lib.releasegates.verify.note.Checkpoint;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.SignedNote;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import io.jenkins.lib.releasegates.verify.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Feeds the verifier a trail and, each behind a byte 0x1E, the file of checkpoints, the newest checkpoint, a key and a witness' checkpoint. A
 * verification ends with a report, parsers with an answer or their own refusal, and nothing is called signed without a signature.
 */
public final class LogFuzzer {

    private static final byte SEPARATOR = 0x1e;
    private static final int PARTS = 5;
    private static final int MAX_MESSAGE = 6_000;
    private static final String ORIGIN = "0123456789abcdef";

    private LogFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        List<byte[]> parts = parts(data.consumeRemainingAsBytes());
        parse(parts);
        try {
            Path directory = Files.createTempDirectory("fuzz");
            try {
                check(directory, parts);
            } finally {
                try (Stream<Path> all = Files.walk(directory)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> parts(byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        int begin = 0;
        for (int end = 0; end <= bytes.length; end++) {
            if (end == bytes.length || bytes[end] == SEPARATOR && parts.size() < PARTS - 1) {
                parts.add(Arrays.copyOfRange(bytes, begin, end));
                begin = end + 1;
            }
        }
        while (parts.size() < PARTS) {
            parts.add(new byte[0]);
        }
        return parts;
    }

    private static void parse(List<byte[]> parts) {
        for (byte[] part : parts) {
            String text = new String(part, StandardCharsets.UTF_8);
            try {
                SignedNote.parse(part);
                Checkpoint checkpoint = Checkpoint.parse(part);
                if (!text.startsWith(checkpoint.log() + "\n" + checkpoint.size() + "\n" + checkpoint.root() + "\n\n")) {
                    throw new IllegalStateException("Read otherwise than written: " + text);
                }
            } catch (RefusedNoteException e) {
                forPeople(String.valueOf(e.getMessage()));
            }
            try {
                VerifierKey key = VerifierKey.parse(text);
                if (!key.toString().equals(text)) {
                    throw new IllegalStateException("A second form of the key " + key + ": " + text);
                }
            } catch (RefusedNoteException e) {
                forPeople(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void check(Path directory, List<byte[]> parts) throws IOException {
        Path ledger = directory.resolve("ledger");
        write(ledger.resolve("trail/000000000000.jsonl"), parts.get(0));
        write(ledger.resolve("checkpoints/000000000002.txt"), parts.get(1));
        write(ledger.resolve("checkpoint"), parts.get(2));
        Path witness = directory.resolve("witness");
        String name = "000000000002-" + Digest.of(parts.get(4)).hex().substring(0, 16) + ".txt";
        write(witness.resolve(ORIGIN + "/000000000000/" + name), parts.get(4));
        List<TrustedKey> keys = new ArrayList<>();
        try {
            keys.add(TrustedKey.parse(new String(parts.get(3), StandardCharsets.UTF_8)));
        } catch (RefusedNoteException e) {
            forPeople(String.valueOf(e.getMessage()));
        }
        VerificationReport report = TrailVerifier.verify(
                ledger, new VerifyOptions(Optional.empty(), keys, List.of(new Witness("w", witness)), Strength.CHAIN));
        for (VerificationReport.Problem problem : report.findings()) {
            forPeople(problem.message());
            if (problem.message().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalStateException("Not for people: " + problem);
            }
        }
        if (report.strength().compareTo(Strength.SIGNED) >= 0 && keys.isEmpty()) {
            throw new IllegalStateException("Signed for nobody: " + report);
        }
    }

    private static void forPeople(String message) {
        if (message.isBlank() || message.length() > MAX_MESSAGE) {
            throw new IllegalStateException("Not for people: " + message);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
