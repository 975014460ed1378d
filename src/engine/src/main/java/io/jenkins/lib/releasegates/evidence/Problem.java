package io.jenkins.lib.releasegates.evidence;

import java.util.Optional;
import java.util.Set;

/**
 * Something that kept evidence from being read; a gate that needs the metrics it touches doesn't pass.
 *
 * @param kind what it means for a verdict
 * @param place the file with line where that is known ({@code report.xml:12:7}), or the pattern
 * @param message what was found and what is allowed, in words for the user
 * @param family the metric, or the first names of the metrics, that would have been fed: {@code tests}, {@code coverage.mutation},
 *     {@code load}, {@code findings} (of whatever sort), {@code vulnerabilities}, {@code secrets}, {@code issues} (all other findings);
 *     empty when nobody knows what the report would have held, and then it may have been anything
 */
public record Problem(Kind kind, String place, String message, Optional<String> family) {

    private static final String FINDINGS = "findings";

    /** Sorts of findings that are a family of their own; issues are all that have no metrics but the sum. */
    private static final Set<String> SORTS = Set.of("vulnerabilities", "secrets", "issues");

    /** A problem that may touch every metric. */
    public Problem(Kind kind, String place, String message) {
        this(kind, place, message, Optional.empty());
    }

    /**
     * Whether that metric can't be complete because of this.
     *
     * <p>What feeds one sort of findings feeds their sum; what feeds findings of which nobody knows the sort may feed each. What
     * feeds findings of any sort may hold rules that suppress some, and what feeds vulnerabilities tells of components that could not be looked up.
     */
    public boolean touches(String metric) {
        return family.map(name -> metric.equals(name)
                        || metric.startsWith(name + ".")
                        || SORTS.contains(name) && metric.startsWith(FINDINGS + ".")
                        || (SORTS.contains(name) || name.equals(FINDINGS))
                                && metric.startsWith(MetricCatalog.SUPPRESSIONS_PREFIX)
                        || (name.equals("vulnerabilities") || name.equals(FINDINGS))
                                && metric.equals(MetricCatalog.UNRESOLVED)
                        || name.equals(FINDINGS) && SORTS.stream().anyMatch(sort -> metric.startsWith(sort + ".")))
                .orElse(true);
    }

    /** What a problem means for a verdict. */
    public enum Kind {
        /** There is nothing to read: a pattern without match, an empty report. */
        MISSING,
        /** There is something that can't be read, or not within the limits. */
        UNREADABLE
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
