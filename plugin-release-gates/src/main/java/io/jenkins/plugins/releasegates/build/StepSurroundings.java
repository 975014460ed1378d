package io.jenkins.plugins.releasegates.build;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.report.Shown;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a step runs.
 *
 * @param step tells it from other steps of the build; the same after a restart
 * @param workspace none where the step needs no agent
 * @param node of a Pipeline; a freestyle build has none
 */
public record StepSurroundings(
        Run<?, ?> run,
        String step,
        @Nullable FilePath workspace,
        EnvVars environment,
        TaskListener listener,
        @Nullable FlowNode node) {

    /** What a Pipeline step needs around it. */
    public static final Set<? extends Class<?>> REQUIRED =
            Set.of(Run.class, FilePath.class, EnvVars.class, TaskListener.class, FlowNode.class);

    /** What a Pipeline step needs around it that does without an agent. */
    public static final Set<? extends Class<?>> REQUIRED_WITHOUT_AGENT =
            Set.of(Run.class, TaskListener.class, FlowNode.class);

    /**
     * The workspace.
     *
     * @throws IllegalStateException for a step that does without an agent
     */
    @Override
    public FilePath workspace() {
        if (workspace == null) {
            throw new IllegalStateException("This step has no workspace");
        }
        return workspace;
    }

    /** The workspace, where there is one. */
    public @Nullable FilePath workspaceOrNull() {
        return workspace;
    }

    /** Of a Pipeline step that does without an agent. */
    public static StepSurroundings withoutAgent(StepContext context) throws IOException, InterruptedException {
        FlowNode node = required(context, FlowNode.class);
        return new StepSurroundings(
                required(context, Run.class),
                node.getId(),
                null,
                new EnvVars(),
                required(context, TaskListener.class),
                node);
    }

    /**
     * Of a Pipeline step.
     *
     * @throws IOException when something is not there, or after a restart not there yet
     */
    static StepSurroundings of(StepContext context) throws IOException, InterruptedException {
        FlowNode node = required(context, FlowNode.class);
        return new StepSurroundings(
                required(context, Run.class),
                node.getId(),
                required(context, FilePath.class),
                required(context, EnvVars.class),
                required(context, TaskListener.class),
                node);
    }

    /** Writes one line into the build's log, whatever file names and reports say: what they say must not look like a line of ours. */
    public void log(String line) {
        listener.getLogger().println(line(line));
    }

    /** What {@link #log} writes. */
    public static String line(String text) {
        return "[Release Gates] " + Shown.text(text);
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
