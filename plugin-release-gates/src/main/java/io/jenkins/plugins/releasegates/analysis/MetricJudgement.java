package io.jenkins.plugins.releasegates.analysis;

import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.lib.releasegates.analysis.metric.MetricVerdict;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.util.List;

/** A metric gate with what it has come to. */
record MetricJudgement(MetricGate gate, MetricState state, Criticality criticality)
        implements JudgedElsewhere.Judgement {

    @Override
    public List<GateResult> results() {
        return List.of(MetricVerdict.of(gate, state.series(), state.history(), criticality));
    }

    @Override
    public Evidence evidence() {
        return Evidence.observed(List.of(state.history().observed(gate)));
    }

    @Override
    public Digest demand() {
        return gate.digest();
    }
}
