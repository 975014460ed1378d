package io.jenkins.plugins.releasegates;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Where a Pipeline step runs. */
record StepSurroundings(Run<?, ?> run, FilePath workspace, EnvVars environment, TaskListener listener, FlowNode node) {

    static StepSurroundings of(StepContext context) throws IOException, InterruptedException {
        return new StepSurroundings(
                required(context, Run.class),
                required(context, FilePath.class),
                required(context, EnvVars.class),
                required(context, TaskListener.class),
                required(context, FlowNode.class));
    }

    private static <T> T required(StepContext context, Class<T> type) throws IOException, InterruptedException {
        T found = context.get(type);
        if (found == null) {
            throw new IOException("This step needs an agent with a workspace around it (node { } or agent), and has no "
                    + type.getSimpleName());
        }
        return found;
    }
}
