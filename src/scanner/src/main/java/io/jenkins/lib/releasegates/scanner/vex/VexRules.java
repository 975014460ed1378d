package io.jenkins.lib.releasegates.scanner.vex;

import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.SuppressionRule;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The CycloneDX VEX documents of a job. */
public final class VexRules {

    private static final int MAX_BYTES = 16 << 20;
    private static final int BYTE_ORDER_MARK = 3;

    private final List<Statement> statements;

    private VexRules(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** Whether the file begins as JSON does. One that can't be read doesn't. */
    public static boolean isJson(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(BYTE_ORDER_MARK);
            byte[] first = in.readNBytes(BYTE_ORDER_MARK);
            if (first.length < BYTE_ORDER_MARK
                    || first[0] != (byte) 0xEF
                    || first[1] != (byte) 0xBB
                    || first[2] != (byte) 0xBF) {
                in.reset();
            }
            int next = in.read();
            while (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
                next = in.read();
            }
            return next == '{';
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads the documents.
     *
     * @throws ScanException when one of them can't be read or isn't a CycloneDX document, with file and line
     */
    public static VexRules read(List<Path> files, Instant now) throws ScanException {
        List<Statement> statements = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new IOException("found more than " + MAX_BYTES + " bytes, allowed: at most so many");
                }
                statements.addAll(VexDocument.read(String.valueOf(file.getFileName()), bytes, now));
            } catch (IOException e) {
                throw new ScanException(
                        Outcome.BAD_JOB,
                        file + ": "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        e);
            }
        }
        return new VexRules(statements);
    }

    /** Findings, some of them suppressed, and what became of the statements. */
    public record Applied(List<Finding> findings, List<SuppressionRule> rules) {

        public Applied {
            findings = List.copyOf(findings);
            rules = List.copyOf(rules);
        }
    }

    /** Suppresses what a statement covers. What is suppressed already stays as it is, and counts as covered. */
    public Applied apply(List<Finding> findings) {
        Set<Statement> used = new HashSet<>();
        List<Finding> applied = new ArrayList<>();
        for (Finding finding : findings) {
            Finding shown = finding;
            for (Statement statement : statements) {
                if (statement.covers(finding)) {
                    used.add(statement);
                    if (shown.suppressed() == null) {
                        shown = shown.suppressed(statement.suppressed());
                    }
                }
            }
            applied.add(shown);
        }
        return new Applied(
                applied,
                statements.stream()
                        .map(statement -> statement.described(used.contains(statement)))
                        .toList());
    }
}
