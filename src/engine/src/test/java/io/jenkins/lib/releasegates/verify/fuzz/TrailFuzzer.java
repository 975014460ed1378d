package io.jenkins.lib.releasegates.verify.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.ExpectedHead;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Feeds the verifier a trail and, behind the first byte 0x1E, clear values of persons. A verification ends with a report; one without findings
 * is held against a check of the chain that knows nothing of JSON.
 */
public final class TrailFuzzer {

    private static final byte SEPARATOR = 0x1e;
    private static final int MAX_MESSAGE = 6_000;

    private TrailFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        int separator = 0;
        while (separator < bytes.length && bytes[separator] != SEPARATOR) {
            separator++;
        }
        byte[] trail = Arrays.copyOf(bytes, separator);
        byte[] people = Arrays.copyOfRange(bytes, Math.min(separator + 1, bytes.length), bytes.length);
        try {
            Path ledger = Files.createTempDirectory("fuzz");
            Path trailFile = Files.createDirectory(ledger.resolve("trail")).resolve("000000000000.jsonl");
            Path peopleFile = Files.createDirectory(ledger.resolve("people")).resolve("000000000000.jsonl");
            try {
                Files.write(trailFile, trail);
                Files.write(peopleFile, people);
                check(ledger, trail);
            } finally {
                Files.deleteIfExists(trailFile);
                Files.deleteIfExists(peopleFile);
                Files.delete(ledger.resolve("trail"));
                Files.delete(ledger.resolve("people"));
                Files.delete(ledger);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path ledger, byte[] trail) {
        VerificationReport report = TrailVerifier.verify(ledger, VerifyOptions.NONE);
        for (VerificationReport.Problem problem : report.findings()) {
            if (problem.message().isBlank()
                    || problem.message().length() > MAX_MESSAGE
                    || problem.message().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalStateException("Not for people: " + problem);
            }
        }
        if (report.intact()) {
            checkChain(report, trail);
            ExpectedHead head = new ExpectedHead(report.entries(), report.head());
            if (!TrailVerifier.verify(ledger, new VerifyOptions(Optional.of(head)))
                    .intact()) {
                throw new IllegalStateException("Doesn't fit its own head " + head);
            }
        }
    }

    private static void checkChain(VerificationReport report, byte[] trail) {
        Digest previous = new Digest("0".repeat(64));
        long lines = 0;
        int begin = 0;
        for (int end = 0; end < trail.length; end++) {
            if (trail[end] == '\n') {
                byte[] line = Arrays.copyOfRange(trail, begin, end);
                String text = new String(line, StandardCharsets.UTF_8);
                if (!text.contains("\"prev\":\"" + previous + "\"") || !text.contains("\"seq\":" + lines)) {
                    throw new IllegalStateException("Line " + lines + " was accepted: " + text);
                }
                previous = Digest.of(line);
                lines++;
                begin = end + 1;
            }
        }
        if (lines != report.entries() || !previous.equals(report.head())) {
            throw new IllegalStateException("Found " + lines + " lines and " + previous + ", reported: " + report);
        }
    }
}
