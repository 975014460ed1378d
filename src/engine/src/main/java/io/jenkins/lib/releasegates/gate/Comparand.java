package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What this run is compared with: the baseline's evidence where it may be used, else the reason why there is none. Never an empty run instead. */
final class Comparand {

    private final Evidence run;
    private final Baseline baseline;
    private final BaselineRule rule;
    private final Instant at;

    Comparand(Evidence run, Baseline baseline, BaselineRule rule, Instant at) {
        this.run = run;
        this.baseline = baseline;
        this.rule = rule;
        this.at = at;
    }

    /** The instant of the judgement. */
    Instant at() {
        return at;
    }

    /** The evidence to compare with; when bootstrapping, that of the run itself, so that everything counts as known. */
    Optional<Evidence> evidence() {
        if (objection().isPresent()) {
            return Optional.empty();
        }
        return isBootstrap() ? Optional.of(run) : baseline.evidence();
    }

    /** What must be said about a comparison, as a remark behind it; empty for an ordinary one. */
    String remark() {
        return isBootstrap()
                ? " (there was no baseline; the policy allows that once, so everything counts as known)"
                : "";
    }

    /** The whole sentence why nothing can be compared; empty when it can. */
    Optional<String> objection() {
        return switch (baseline.source()) {
            case NONE -> Optional.of("There is no earlier run to compare with: " + baseline.words());
            case NOT_NEEDED -> Optional.of("No earlier run was looked for: " + baseline.words());
            case TOO_OLD -> Optional.of("The run to compare with is too old: " + baseline.words());
            case LOST -> Optional.of("The run to compare with can't be read any more: " + baseline.words());
            case BOOTSTRAP ->
                rule.bootstrap()
                        ? Optional.empty()
                        : Optional.of(
                                "There is no earlier run to compare with, and the policy allows no start without.");
            case SAME_BRANCH, TARGET_BRANCH, REFERENCE, ENVIRONMENT -> ofFound();
        };
    }

    private Optional<String> ofFound() {
        if (baseline.evidence().isEmpty()) {
            return Optional.of("The evidence of the run to compare with isn't there.");
        }
        if (baseline.at().isEmpty()) {
            return Optional.of("Nobody knows how old the run to compare with is.");
        }
        Duration age = Duration.between(baseline.at().get(), at);
        return age.compareTo(rule.maxAge()) > 0
                ? Optional.of("The run to compare with is from " + baseline.at().get() + ", older than the "
                        + days(rule.maxAge()) + " that the policy allows.")
                : Optional.empty();
    }

    private static String days(Duration duration) {
        return duration.toHours() % 24 == 0 && duration.toDays() > 0
                ? duration.toDays() + " days"
                : duration.toMinutes() + " minutes";
    }

    private boolean isBootstrap() {
        return baseline.source() == Baseline.Source.BOOTSTRAP;
    }
}
