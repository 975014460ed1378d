package io.jenkins.lib.releasegates.verify.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.verify.BundleReport;
import io.jenkins.lib.releasegates.verify.BundleVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.note.InclusionProof;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Feeds the verifier a proof bundle: a whole file or, when the input begins with a byte 0x1E, members that are packed as a bundle is laid out, each
 * with a line for its name, each behind such a byte. A verification ends with a report for people, and nothing is called signed without a key.
 */
public final class BundleFuzzer {

    private static final byte SEPARATOR = 0x1e;
    private static final int MAX_MESSAGE = 6_000;

    private BundleFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        proof(bytes);
        BundleReport report = verify(file(bytes), List.of());
        if (report.verification().strength().compareTo(Strength.SIGNED) >= 0) {
            throw new IllegalStateException("Signed for nobody: " + report);
        }
    }

    /** What the input stands for. */
    public static byte[] file(byte[] input) {
        return input.length > 0 && input[0] == SEPARATOR ? pack(members(input)) : input;
    }

    /** The members that an input names. */
    public static Map<String, byte[]> members(byte[] input) {
        Map<String, byte[]> members = new TreeMap<>();
        int begin = 1;
        for (int end = 1; end <= input.length; end++) {
            if (end == input.length || input[end] == SEPARATOR) {
                String part = new String(input, begin, end - begin, StandardCharsets.ISO_8859_1);
                int line = Math.max(0, part.indexOf('\n'));
                members.put(part.substring(0, line), Arrays.copyOfRange(input, Math.min(begin + line + 1, end), end));
                begin = end + 1;
            }
        }
        return members;
    }

    /** Verifies, and demands a report that people can read. */
    public static BundleReport verify(byte[] bundle, List<TrustedKey> keys) {
        try {
            Path file = Files.createTempFile("fuzz", ".zip");
            try {
                Files.write(file, bundle);
                BundleReport report = BundleVerifier.verify(
                        file, new VerifyOptions(Optional.empty(), keys, List.of(), Strength.CHAIN));
                List<String> messages = new ArrayList<>(report.verification().notes());
                for (VerificationReport.Problem problem : report.verification().findings()) {
                    messages.add(problem.place() + problem.message());
                }
                messages.forEach(BundleFuzzer::forPeople);
                return report;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void proof(byte[] bytes) {
        try {
            InclusionProof proof = InclusionProof.parse(bytes);
            if (proof.root(bytes, Long.MAX_VALUE >> 10).isPresent() && proof.index() > Long.MAX_VALUE >> 10) {
                throw new IllegalStateException("A root of fewer entries than " + proof.index());
            }
        } catch (RefusedNoteException e) {
            forPeople(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] pack(Map<String, byte[]> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                CRC32 crc = new CRC32();
                crc.update(member.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(member.getValue().length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void forPeople(String message) {
        if (message.isBlank()
                || message.length() > MAX_MESSAGE
                || message.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalStateException("Not for people: " + message);
        }
    }
}
