package io.jenkins.lib.releasegates.scanner.secrets;

import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.secrets.allow.Marks;
import io.jenkins.lib.releasegates.scanner.secrets.rule.Match;
import io.jenkins.lib.releasegates.scanner.secrets.rule.RuleSet;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into one file after the other. What it returns holds no character of a secret. Thread-safe. */
final class FileSearch {

    /** Secrets of one file that are told; a dump of passwords is as bad with a thousand. */
    private static final int MOST = 1_000;

    private static final List<String> WEAKNESS = List.of("CWE-798");

    private final RuleSet rules;
    private final Salt salt;
    private final int fileBytes;

    FileSearch(RuleSet rules, Salt salt, int fileBytes) {
        this.rules = rules;
        this.salt = salt;
        this.fileBytes = fileBytes;
    }

    /**
     * What a file holds.
     *
     * @param text whether it is one
     */
    record Looked(List<Finding> findings, List<Problem> problems, boolean text) {

        Looked {
            findings = List.copyOf(findings);
            problems = List.copyOf(problems);
        }
    }

    Looked look(FolderFile file) {
        try {
            SourceText source = SourceText.read(file.place(), fileBytes);
            if (source.text() != null) {
                return look(file, source.text());
            }
            return source.state() == SourceText.State.BINARY
                    ? new Looked(List.of(), List.of(), false)
                    : problem(file, "Has more than the " + fileBytes + " bytes that the job allows for a text");
        } catch (IOException e) {
            return problem(file, "Can't be read: " + e.getClass().getSimpleName());
        } catch (RuntimeException | StackOverflowError e) {
            // The message of such an exception may quote the text.
            return problem(file, "Looking at it failed: " + e.getClass().getSimpleName());
        }
    }

    private Looked look(FolderFile file, String text) {
        List<Finding> findings = new ArrayList<>();
        Marks marks = new Marks(text);
        int line = 1;
        int counted = 0;
        for (Match match : rules.search(text, file.path())) {
            if (findings.size() == MOST) {
                return new Looked(
                        findings,
                        List.of(new Problem(file.path(), "Holds more than " + MOST + " secrets; no more are told")),
                        true);
            }
            for (; counted < match.start(); counted++) {
                if (text.charAt(counted) == '\n') {
                    line++;
                }
            }
            // The first line of a key in several lines stands before its value.
            int first = match.rule().lines() ? line - 1 : line;
            int last = line + (int) match.value().chars().filter(c -> c == '\n').count();
            findings.add(finding(file, match, line, marks.in(first, last).orElse(null)));
        }
        return new Looked(findings, List.of(), true);
    }

    private Finding finding(FolderFile file, Match match, int line, Finding.@Nullable Suppressed suppressed) {
        return new Finding(
                "secret",
                match.rule().id(),
                match.rule().severity(),
                "rule",
                null,
                null,
                file.path(),
                line,
                match.rule().what(),
                null,
                null,
                WEAKNESS,
                List.of(match.rule().source()),
                null,
                null,
                null,
                salt.fingerprint(match.rule().id(), match.value()),
                suppressed);
    }

    private static Looked problem(FolderFile file, String message) {
        return new Looked(List.of(), List.of(new Problem(file.path(), message)), true);
    }
}
