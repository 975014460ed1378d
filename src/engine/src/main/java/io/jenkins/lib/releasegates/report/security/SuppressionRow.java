package io.jenkins.lib.releasegates.report.security;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.SuppressionSet;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule that left findings of a build out of the count, or would have.
 *
 * @param change what became of it since the run that the build is compared with; empty where there is none
 */
public record SuppressionRow(SuppressionRule rule, Optional<Change> change) {

    private static final Comparator<SuppressionRow> ORDER = Comparator.<SuppressionRow, Integer>comparing(
                    row -> row.change().isPresent() ? 0 : 1)
            .thenComparing(row -> row.rule().use(), Comparator.reverseOrder())
            .thenComparing(row -> row.rule().by())
            .thenComparing(row -> row.rule().line())
            .thenComparing(row -> row.rule().id());

    /** What became of a rule. */
    public enum Change {
        /** That run doesn't have it. */
        NEW("new"),
        /** Only that run has it. */
        GONE("gone");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        /** As a person reads it. */
        public String words() {
            return words;
        }
    }

    /** The rules of a build, those first that have changed; then those that are over, then those that covered nothing. */
    static List<SuppressionRow> rows(SuppressionSet now, Optional<SuppressionSet> before) {
        Set<Digest> added = before.map(now::without).orElse(Set.of());
        Stream<SuppressionRow> here = now.rules().stream()
                .map(rule -> new SuppressionRow(
                        rule, added.contains(rule.id()) ? Optional.of(Change.NEW) : Optional.empty()));
        Set<Digest> removed = before.map(set -> set.without(now)).orElse(Set.of());
        Stream<SuppressionRow> gone = before.stream()
                .flatMap(set -> set.rules().stream())
                .filter(rule -> removed.contains(rule.id()))
                .map(rule -> new SuppressionRow(rule, Optional.of(Change.GONE)));
        return Stream.concat(here, gone).sorted(ORDER).toList();
    }

    /** Whether the build itself has it. */
    boolean isHere() {
        return !change.equals(Optional.of(Change.GONE));
    }

    /** Whether somebody should look at it. */
    public boolean isRemarkable() {
        return change.isPresent() || rule.use() != SuppressionRule.Use.USED;
    }
}
