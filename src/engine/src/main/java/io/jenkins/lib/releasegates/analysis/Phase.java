package io.jenkins.lib.releasegates.analysis;

import io.jenkins.lib.releasegates.gate.Verdict;

/** Where an analysis is, in the words of Argo Rollouts' {@code AnalysisPhase}; one that hasn't taken a sample yet is running too. */
public enum Phase {
    RUNNING(Verdict.Kind.INCONCLUSIVE),
    SUCCESSFUL(Verdict.Kind.PASSED),
    FAILED(Verdict.Kind.FAILED),
    INCONCLUSIVE(Verdict.Kind.INCONCLUSIVE),
    ERROR(Verdict.Kind.ERROR);

    private final Verdict.Kind kind;

    Phase(Verdict.Kind kind) {
        this.kind = kind;
    }

    /** What a gate says that stands on an analysis in this phase; only one that has ended successfully passes. */
    public Verdict.Kind kind() {
        return kind;
    }
}
