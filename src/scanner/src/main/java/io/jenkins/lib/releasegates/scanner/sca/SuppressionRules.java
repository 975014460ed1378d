package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.SuppressionRule;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.xml.suppression.SuppressionParser;
import org.xml.sax.SAXException;

/**
 * The suppression files of a job, as one file for Dependency-Check in which each rule that still holds has its number in the place of its notes.
 * Dependency-Check hands these notes back with everything that a rule covered, and so tells which rule that was.
 *
 * @param files the job's files rewritten, in the order of their rules
 */
record SuppressionRules(List<SuppressionFile.Rule> rules, List<String> files) {

    private static final long MAX_BYTES = 16L << 20;

    SuppressionRules {
        rules = List.copyOf(rules);
        files = List.copyOf(files);
    }

    /**
     * Reads the files.
     *
     * @throws ScanException when one of them can't be read or isn't valid, with file and line
     */
    static SuppressionRules read(List<Path> files, Instant now) throws ScanException {
        List<SuppressionFile.Rule> rules = new ArrayList<>();
        List<String> rewritten = new ArrayList<>();
        for (Path file : files) {
            try {
                byte[] bytes = bytes(file);
                new SuppressionParser().parseSuppressionRules(new ByteArrayInputStream(bytes));
                rewritten.add(SuppressionFile.rewrite(String.valueOf(file.getFileName()), bytes, now, rules));
            } catch (IOException | XMLStreamException | SAXException e) {
                throw new ScanException(
                        Outcome.BAD_JOB,
                        file + ": found no valid suppressions (" + reason(e)
                                + "), allowed: the XML of Dependency-Check, schema dependency-suppression.1.4.xsd or older, or a CycloneDX VEX in JSON",
                        e);
            }
        }
        return new SuppressionRules(rules, rewritten);
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file there");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static String reason(Exception exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Writes what Dependency-Check is to read. */
    List<Path> write(Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        for (String text : files) {
            Path file = folder.resolve("suppressions-" + written.size() + ".xml");
            Files.writeString(file, text, StandardCharsets.UTF_8);
            written.add(file);
        }
        return written;
    }

    /** Digest of what holds now, and of what is told of it; another one, another result. */
    String digest() {
        return FileDigest.of((rules + "\n" + String.join("\n", files)).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a rule asks where a file lies, and not just what it is. */
    boolean askForPaths() {
        return rules.stream().anyMatch(SuppressionFile.Rule::asksForPath);
    }

    /** The rule of these notes, where they are of one of ours. */
    Optional<SuppressionFile.Rule> ofNotes(@Nullable String notes) {
        return SuppressionFile.number(notes)
                .filter(number -> number < rules.size())
                .map(rules::get);
    }

    /** As a finding names it. */
    static Finding.Suppressed suppressed(SuppressionFile.Rule rule) {
        return new Finding.Suppressed(rule.file(), rule.line(), rule.reason(), rule.until());
    }

    /** What became of them, given the numbers of those that covered something. */
    List<SuppressionRule> use(Set<Integer> used) {
        return rules.stream()
                .map(rule -> new SuppressionRule(
                        FileDigest.of(SuppressionRule.identity(rule.covers(), rule.until())),
                        SuppressionRule.Use.of(rule.expired(), used.contains(rule.number())),
                        rule.file(),
                        rule.line(),
                        SuppressionRule.shown(rule.covers()),
                        rule.reason(),
                        null,
                        rule.until()))
                .toList();
    }
}
