package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.report.RecordCheck;
import io.jenkins.lib.releasegates.report.control.Control;
import io.jenkins.lib.releasegates.report.control.Controls;
import io.jenkins.lib.releasegates.report.control.Fact;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the record shows of one environment in one period. It says what is recorded and what isn't, and never that anything complies. Every text in
 * it is hostile until it is escaped.
 *
 * @param at when it was made
 * @param promotions in the order of the record; those that began in the period, and those that ended in it
 * @param refused what was not let through in the period, the newest first
 * @param refusals how many these are, also beyond those that are listed
 * @param edits of the configuration in the period, the newest first
 * @param departures waivers and break-glass that were asked for in the period, or that a promotion was let through by
 * @param exceptions what an auditor will want to look at, in the order of {@link Exceptional.Kind}
 * @param facts what the record shows, by fact
 * @param controls with what answers them
 * @param check of the entries that this stands on
 * @param sample which promotions were drawn
 * @param limits what this report doesn't say, a sentence each
 * @param complete whether all of the period could be read
 */
public record ComplianceReport(
        Scope scope,
        Instant at,
        List<Promotion> promotions,
        List<Refused> refused,
        int refusals,
        List<Edit> edits,
        List<Departure> departures,
        List<Exceptional> exceptions,
        Map<Fact, Shown> facts,
        String controlsSource,
        String controlsDigest,
        List<AnsweredControl> controls,
        RecordCheck check,
        Sample sample,
        List<String> limits,
        boolean complete) {

    /** Promotions of one report; a period with more of them is told in part, and says so. */
    public static final int MAX_PROMOTIONS = 10_000;

    public ComplianceReport {
        promotions = List.copyOf(promotions);
        refused = List.copyOf(refused);
        edits = List.copyOf(edits);
        departures = List.copyOf(departures);
        exceptions = List.copyOf(exceptions);
        controls = List.copyOf(controls);
        limits = List.copyOf(limits);
    }

    /**
     * What the ledger shows, found by its index. Reads the entries of the promotions and no builds. What can't be read becomes an exception, never
     * nothing.
     *
     * @param most promotions at most, up to {@link #MAX_PROMOTIONS}
     * @param now when this is asked
     */
    public static ComplianceReport of(Ledger ledger, Scope scope, Controls controls, int most, Instant now) {
        return new ComplianceReader(ledger, scope, Math.min(most, MAX_PROMOTIONS), now).read(controls);
    }

    /** What the record says to a question. */
    public enum Shown {
        YES("Shown by the record: yes"),
        /** What is asked about hasn't happened, as far as the record knows. */
        NONE("None are recorded"),
        NO("Shown by the record: no, see the exceptions"),
        UNKNOWN("The record can't tell");

        private final String words;

        Shown(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        Shown and(Shown other) {
            if (this == NO || other == NO) {
                return NO;
            }
            return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : this == YES || other == YES ? YES : NONE;
        }
    }

    /** A control with its answers, one per question, in their order. */
    public record AnsweredControl(Control control, List<Shown> answers) {

        public AnsweredControl {
            answers = List.copyOf(answers);
        }
    }

    /** Something that was not let through: a decision, or the end of a request. */
    public record Refused(String entry, Instant at, String kind, String about, String words) {}

    /**
     * Somebody changed the configuration.
     *
     * @param ofEnvironment whether it concerns the rules of this environment, or who is who in them
     * @param settings that differ, each as {@code path: before -> after}
     */
    public record Edit(
            String entry, long seq, Instant at, String part, boolean ofEnvironment, Who by, List<String> settings) {

        public Edit {
            settings = List.copyOf(settings);
        }
    }

    /** The exceptions of promotions, by the id of the entry by which each began. */
    public Map<String, List<Exceptional>> exceptionsByPromotion() {
        return exceptions.stream()
                .filter(one -> one.promotion().isPresent())
                .collect(Collectors.groupingBy(one -> one.promotion().orElse("")));
    }

    /** The same by kind, in its order. */
    public Map<Exceptional.Kind, List<Exceptional>> exceptionsByKind() {
        return exceptions.stream()
                .collect(Collectors.groupingBy(
                        Exceptional::kind, () -> new EnumMap<>(Exceptional.Kind.class), Collectors.toList()));
    }

    /** What the record promises, in words, and how little that is without a witness. */
    public List<String> strength() {
        return check.words("that this report stands on", true);
    }
}
