package io.jenkins.plugins.releasegates.gate;

import hudson.AbortException;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Judges what one step has found, right away; a later {@code qualityGate} judges it once more, together with all else. */
public final class StepGates {

    private StepGates() {}

    /**
     * The recorded decision over this evidence alone, in plain maps.
     *
     * @param name of the decision, told from those of other steps; what a baseline is looked for by
     * @throws AbortException when the decision fails the build, when the gates are not usable, and when nothing could be recorded
     */
    public static Map<String, Object> judge(
            StepSurroundings at, String name, List<QualityGateItem> gates, Evidence evidence)
            throws IOException, InterruptedException {
        QualityGateOptions options = new QualityGateOptions();
        options.setName(name);
        options.setQualityGates(gates);
        return new QualityGateRun(options, evidence).run(at);
    }
}
