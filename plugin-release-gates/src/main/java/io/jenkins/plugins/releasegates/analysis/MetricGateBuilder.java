package io.jenkins.plugins.releasegates.analysis;

import hudson.AbortException;
import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.FreestyleSurroundings;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code metricGate} as a build step of a freestyle job: asks once and judges at once. */
public final class MetricGateBuilder extends Builder {

    private final MetricGateOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public MetricGateBuilder(MetricGateOptions options) {
        this.options = options;
    }

    public MetricGateOptions getOptions() {
        return options;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        MetricGate gate = options.gate();
        options.checkConnection(build.getParent().getFullName());
        Sampling sampling = gate.sampling();
        if (sampling.interval().isPresent() || !sampling.initialDelay().isZero()) {
            throw new AbortException(Messages.MetricGate_DoesNotWait());
        }
        StepSurroundings at = FreestyleSurroundings.of(build, listener);
        SampleWords.logQuestion(at, gate);
        MetricState state = AnalysisDesk.once(gate);
        KeptAnalysis.of(at).write(state);
        AnalysisAction.add(build);
        JudgedElsewhere.act(at, gate.name(), new MetricJudgement(gate, state, options.effect()));
        return true;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("metricGateBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.MetricGateBuilder_DisplayName();
        }
    }
}
