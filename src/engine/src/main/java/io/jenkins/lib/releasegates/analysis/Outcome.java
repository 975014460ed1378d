package io.jenkins.lib.releasegates.analysis;

import io.jenkins.lib.releasegates.gate.Verdict;

/** What one gate came to at one instant: a kind of verdict, and where there was nothing to judge, why. */
public enum Outcome {
    FAILED(Verdict.Kind.FAILED, "failed"),
    ERROR(Verdict.Kind.ERROR, "could not be asked"),
    TIMED_OUT(Verdict.Kind.ERROR, "gave no answer in time"),
    INCONCLUSIVE(Verdict.Kind.INCONCLUSIVE, "is inconclusive"),
    NOT_A_NUMBER(Verdict.Kind.INCONCLUSIVE, "gave a value that is no number"),
    EMPTY(Verdict.Kind.INCONCLUSIVE, "gave no value"),
    TOO_FEW(Verdict.Kind.INCONCLUSIVE, "gave too few values"),
    STALE(Verdict.Kind.INCONCLUSIVE, "gave a value that is too old"),
    WARNING(Verdict.Kind.WARNING, "passed with a warning"),
    WAIVED(Verdict.Kind.WAIVED, "is waived"),
    PASSED(Verdict.Kind.PASSED, "passed"),
    NOT_APPLICABLE(Verdict.Kind.NOT_APPLICABLE, "does not apply");

    private final Verdict.Kind kind;
    private final String words;

    Outcome(Verdict.Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    /** The outcome of a gate that was judged. */
    public static Outcome of(Verdict.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case ERROR -> ERROR;
            case INCONCLUSIVE -> INCONCLUSIVE;
            case WARNING -> WARNING;
            case WAIVED -> WAIVED;
            case PASSED -> PASSED;
            case NOT_APPLICABLE -> NOT_APPLICABLE;
        };
    }

    /** The verdict it stands for. */
    public Verdict.Kind kind() {
        return kind;
    }

    /** Completes the sentence "gate x ...". */
    public String words() {
        return words;
    }
}
