package io.jenkins.plugins.releasegates;

import hudson.AbortException;
import hudson.model.TaskListener;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import jenkins.util.ContextResettingExecutorService;
import hudson.model.Computer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * A step that works off the CPS VM thread, and survives a restart by doing its work again; the work must therefore be safe to repeat.
 *
 * <p>(The library's own non-blocking execution fails its build when the controller restarts.)
 */
abstract class BackgroundExecution extends StepExecution {

    private static final long serialVersionUID = 1;

    private transient volatile @Nullable Future<?> work;

    BackgroundExecution(StepContext context) {
        super(context);
    }

    /** The work; what it returns is what the step returns. */
    abstract Object run(StepSurroundings surroundings) throws Exception;

    @Override
    public final boolean start() {
        begin(false);
        return false;
    }

    @Override
    public final void onResume() {
        begin(true);
    }

    @Override
    public final void stop(Throwable cause) {
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
        getContext().onFailure(cause);
    }

    private void begin(boolean again) {
        work = Workers.POOL.submit(() -> {
            try {
                StepSurroundings surroundings = StepSurroundings.of(getContext());
                if (again) {
                    surroundings.listener().getLogger().println(Messages.BackgroundExecution_Again());
                }
                getContext().onSuccess(run(surroundings));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                getContext().onFailure(e);
            }
        });
    }

    /** Jenkins' own pool for work that talks to agents. */
    private static final class Workers {
        static final ExecutorService POOL = new ContextResettingExecutorService(Computer.threadPoolForRemoting);
    }
}
