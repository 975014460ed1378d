package io.jenkins.plugins.securityscan.scan;

import hudson.Util;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.gate.QualityGateItem;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A scan whose findings can be judged right away. */
public abstract class JudgedScanOptions extends ScanOptions {

    @Serial
    private static final long serialVersionUID = 1;

    private @Nullable String name;
    private @Nullable ArrayList<QualityGateItem> qualityGates;

    public @Nullable String getName() {
        return name;
    }

    /** Tells the decision of these quality gates from others of the build. */
    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public List<QualityGateItem> getQualityGates() {
        return qualityGates == null ? List.of() : List.copyOf(qualityGates);
    }

    /** Gates that judge what this scan finds alone, right away. */
    @DataBoundSetter
    public void setQualityGates(@Nullable List<QualityGateItem> qualityGates) {
        this.qualityGates = qualityGates == null ? null : new ArrayList<>(qualityGates);
    }

    /** What the decision is called unless it is given a name. */
    abstract String defaultName();

    @Override
    final Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        return new ScanRun(request(at), name == null ? defaultName() : name, getQualityGates()).run(at);
    }
}
