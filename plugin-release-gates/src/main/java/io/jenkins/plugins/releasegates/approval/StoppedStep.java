package io.jenkins.plugins.releasegates.approval;

import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.releasegates.build.StoppedBy;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that somebody has stopped while people were asked. */
public final class StoppedStep {

    private static final Logger LOGGER = Logger.getLogger(StoppedStep.class.getName());

    private StoppedStep() {}

    /** Nobody is asked any more, since a step was stopped; who did that is in the record before the Pipeline goes on. */
    public static void abort(StepContext context, Throwable cause, Runnable then) {
        Computer.threadPoolForRemoting.submit(() -> {
            try {
                Run<?, ?> run = context.get(Run.class);
                if (run != null) {
                    FlowNode node = context.get(FlowNode.class);
                    ApprovalDesk.get().abort(run, node == null ? "" : node.getId(), StoppedBy.actor(cause));
                }
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "A build that can't be loaded is found ended later", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                then.run();
            }
        });
    }
}
