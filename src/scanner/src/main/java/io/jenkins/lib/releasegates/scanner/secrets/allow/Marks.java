package io.jenkins.lib.releasegates.scanner.secrets.allow;

import io.jenkins.lib.releasegates.scanner.result.Finding;
import java.util.Optional;
import java.util.TreeSet;

/** The lines of a text in which {@code gitleaks:allow} stands, as users of Gitleaks write it into a comment. */
public final class Marks {

    private static final String MARK = "gitleaks:allow";

    private final TreeSet<Integer> lines = new TreeSet<>();

    /** Finds them. */
    public Marks(String text) {
        int line = 1;
        int counted = 0;
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            for (; counted < at; counted++) {
                if (text.charAt(counted) == '\n') {
                    line++;
                }
            }
            lines.add(line);
        }
    }

    /** The mark in one of these lines. */
    public Optional<Finding.Suppressed> in(int first, int last) {
        return Optional.ofNullable(lines.ceiling(first))
                .filter(line -> line <= last)
                .map(line -> new Finding.Suppressed(MARK, line, "Marked in the file itself", null));
    }
}
