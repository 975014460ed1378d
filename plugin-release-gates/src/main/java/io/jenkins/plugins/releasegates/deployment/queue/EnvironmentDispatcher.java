package io.jenkins.plugins.releasegates.deployment.queue;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import org.jspecify.annotations.Nullable;

/** Keeps builds in the queue. Jenkins asks with its queue locked, so what is answered was found before, by somebody else. */
@Extension
public final class EnvironmentDispatcher extends QueueTaskDispatcher {

    @Override
    public @Nullable CauseOfBlockage canRun(Queue.Item item) {
        if (item.getTask() instanceof AbstractProject<?, ?> project) {
            WaitForEnvironment wanted = project.getProperty(WaitForEnvironment.class);
            if (wanted != null) {
                return QueueDesk.get()
                        .blockage(item, project, wanted)
                        .map(Why::new)
                        .orElse(null);
            }
        }
        return null;
    }

    /** Shown beside the build in the queue. */
    private static final class Why extends CauseOfBlockage {

        private final String words;

        Why(String words) {
            this.words = words;
        }

        @Override
        public String getShortDescription() {
            return words;
        }
    }
}
