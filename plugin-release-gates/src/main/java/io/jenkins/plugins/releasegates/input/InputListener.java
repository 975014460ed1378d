package io.jenkins.plugins.releasegates.input;

import hudson.Extension;
import hudson.model.Run;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * Notes that an {@code input} step began, and sees that it ended when what comes after it begins. It is called on the thread on which pipelines run, so
 * it only notes, and has others look.
 */
@Extension
public final class InputListener implements StepListener, GraphListener {

    private static final Logger LOGGER = Logger.getLogger(InputListener.class.getName());

    @Override
    public void notifyOfNewStep(Step step, StepContext context) {
        if (!step.getClass().getName().equals(InputPlugin.STEP)) {
            return;
        }
        try {
            Run<?, ?> run = context.get(Run.class);
            FlowNode node = context.get(FlowNode.class);
            if (run != null && node != null) {
                AskedInputs.add(run, InputPlugin.asked(step, node.getId()));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The answer to an input step can't be recorded", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onNewHead(FlowNode node) {
        Run<?, ?> run = run(node.getExecution());
        AskedInputs asked = run == null ? null : run.getAction(AskedInputs.class);
        if (run != null && asked != null && node.getParents().stream().anyMatch(before -> asked.has(before.getId()))) {
            InputAnswers.fold(run);
        }
    }

    private static @Nullable Run<?, ?> run(FlowExecution execution) {
        try {
            return execution.getOwner().getExecutable() instanceof Run<?, ?> run ? run : null;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A pipeline whose build can't be loaded", e);
            return null;
        }
    }

    /** What was answered right before Jenkins went down. */
    @Extension
    public static final class Resumed extends FlowExecutionListener {

        @Override
        public void onResumed(FlowExecution execution) {
            Run<?, ?> run = run(execution);
            if (run != null) {
                InputAnswers.fold(run);
            }
        }
    }
}
