package io.jenkins.plugins.releasegates.analysis;

import hudson.AbortException;
import hudson.model.Computer;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.DetachedExecution;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.connection.SharedSampler;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * One wait for samples. What was seen lies in a file of the build, which is written after each sample, so that the wait goes on after a restart; no
 * thread waits.
 */
final class MetricGateExecution extends DetachedExecution {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOGGER = Logger.getLogger(MetricGateExecution.class.getName());

    private final MetricGateOptions options;

    MetricGateExecution(StepContext context, MetricGateOptions options) {
        super(context);
        this.options = options;
    }

    @Override
    protected void work(boolean resumed) throws Exception {
        StepSurroundings at = StepSurroundings.withoutAgent(getContext());
        String job = at.run().getParent().getFullName();
        MetricGate gate = options.gate();
        options.effect();
        KeptAnalysis kept = KeptAnalysis.of(at);
        MetricState state = kept.readOrBegin(gate);
        if (state.series().hasEnded()) {
            end(at, gate, state);
            return;
        }
        if (SharedSampler.get().isClosed()) {
            // Jenkins shuts down; it is taken up after the start.
            return;
        }
        options.checkConnection(job);
        if (resumed) {
            at.log(Messages.MetricGate_GoesOn(gate.name()));
        } else if (state.history().samples().isEmpty()) {
            at.log(Messages.MetricGate_Begins(gate.name(), gate.connection(), gate.words()));
            SampleWords.logQuestion(at, gate);
        }
        AnalysisAction.add(at.run());
        AnalysisDesk.await(kept.id(), gate, job, state, (id, series) -> changed(at, gate, kept, series));
        if (isStopped()) {
            // It was stopped before it waited.
            SharedSampler.get().cancel(kept.id());
        }
    }

    /** On a worker of the sampler, one after the other. */
    private void changed(StepSurroundings at, MetricGate gate, KeptAnalysis kept, Series series) {
        if (isStopped() || !at.run().isBuilding()) {
            // A build that was terminated stops none of its steps, and one that was deleted has no files.
            SharedSampler.get().cancel(kept.id());
            return;
        }
        try {
            MetricState state = kept.readOrBegin(gate).with(series);
            kept.write(state);
            SampleWords.log(at, gate, state);
        } catch (IOException e) {
            // Going on would lose what was seen, and begin again and again.
            SharedSampler.get().cancel(kept.id());
            fail(new AbortException(Messages.MetricGate_NotKept(gate.name(), String.valueOf(e.getMessage()))));
            return;
        }
        if (series.hasEnded()) {
            repeat();
        }
    }

    private void end(StepSurroundings at, MetricGate gate, MetricState state) throws IOException {
        succeed(JudgedElsewhere.act(at, gate.name(), new MetricJudgement(gate, state, options.effect())));
    }

    /** Who stops it is in the record of the build; that it was stopped before it had passed is a decision. */
    @Override
    public void stop(Throwable cause) {
        stopping(cause);
        Computer.threadPoolForRemoting.submit(() -> {
            try {
                StepSurroundings at = StepSurroundings.withoutAgent(getContext());
                KeptAnalysis kept = KeptAnalysis.of(at);
                SharedSampler.get().cancel(kept.id());
                MetricGate gate = options.gate();
                MetricState state = kept.readOrBegin(gate);
                MetricState ended =
                        state.with(state.series().cancel(Clock.systemUTC().instant()));
                kept.write(ended);
                JudgedElsewhere.act(at, gate.name(), new MetricJudgement(gate, ended, options.effect()));
            } catch (IOException e) {
                // It ends the build as it was told to; that is how the build ends anyway.
                LOGGER.log(Level.FINE, e, () -> "An analysis was stopped");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                super.stop(cause);
            }
        });
    }
}
