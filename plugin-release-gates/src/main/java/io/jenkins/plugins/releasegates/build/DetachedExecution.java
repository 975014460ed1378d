package io.jenkins.plugins.releasegates.build;

import hudson.model.Computer;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.Serial;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * A step that works off the CPS VM thread, and survives a restart by doing its work again; the work must therefore be safe to repeat. Needs no agent.
 *
 * <p>(The library's own non-blocking execution fails its build when the controller restarts.)
 */
public abstract class DetachedExecution extends StepExecution {

    @Serial
    private static final long serialVersionUID = 1;

    /** Steps after a restart, which are all there at once. */
    private static final FewAtATime RESUMED = new FewAtATime();

    /** Seconds until it is looked again whether the agent is back. */
    private static final long PAUSE = 3;

    /** Seconds that stopped work has to leave its traces in the record before the Pipeline goes on without it. */
    private static final long PARTING = 20;

    private transient volatile @Nullable Future<?> work;
    private transient volatile @Nullable Throwable stopped;
    private transient boolean busy;
    private transient @Nullable Work more;
    private transient boolean told;

    protected DetachedExecution(StepContext context) {
        super(context);
    }

    /**
     * The work, which ends the step when it is done, or sees to it that it is {@linkplain #repeat taken up again}.
     *
     * @param resumed whether a restart came between
     */
    protected abstract void work(boolean resumed) throws Exception;

    @Override
    public final boolean start() {
        inBackground(() -> work(false));
        return false;
    }

    /** Few steps at a time see whether they may go on waiting; all other work isn't done in line. */
    @Override
    public void onResume() {
        if (stopped == null) {
            FutureTask<?> look = new FutureTask<>(() -> attempt(this::takeUp), null);
            work = look;
            RESUMED.submit(look);
        }
    }

    private void takeUp() throws Exception {
        if (!goesOnWaiting()) {
            resume();
        }
    }

    /**
     * Whether after a restart nothing is to be done until something happens, which {@link #resume} is told then. It must not take its time, and needs
     * no agent.
     */
    protected boolean goesOnWaiting() throws Exception {
        return false;
    }

    /** Does the work once more, from its beginning, as soon as all is there again that it needs. */
    protected final void resume() {
        inBackground(() -> work(true));
    }

    /**
     * The Pipeline goes on when the work has ended, not before: what it leaves in the record, that a scan was stopped for example, has to be there for
     * the next step.
     */
    @Override
    public void stop(Throwable cause) {
        boolean waits;
        synchronized (this) {
            stopped = cause;
            waits = busy;
        }
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
        if (waits) {
            Timer.get().schedule(() -> fail(cause), PARTING, TimeUnit.SECONDS);
        } else {
            fail(cause);
        }
    }

    private void inBackground(Work task) {
        if (stopped == null) {
            work = Computer.threadPoolForRemoting.submit(() -> attempt(task));
        }
    }

    /** Tells the Pipeline how it ended; not while Jenkins goes down, since then the step is taken up again. */
    private void attempt(Work task) {
        synchronized (this) {
            if (stopped != null || told) {
                return;
            }
            if (busy) {
                // Two at once would do everything twice.
                more = task;
                return;
            }
            busy = true;
        }
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // An Error too, a missing class on an agent for example: a step that nobody ends waits for ever.
            if (stopped == null && !ReleaseGatesHome.get().isShuttingDown()) {
                fail(e);
            }
        } finally {
            Throwable cause;
            Work next;
            synchronized (this) {
                busy = false;
                cause = stopped;
                next = more;
                more = null;
            }
            if (cause != null) {
                fail(cause);
            } else if (next != null) {
                inBackground(next);
            }
        }
    }

    /** Ends the step otherwise. */
    protected final void fail(Throwable cause) {
        if (isFirstToTell()) {
            getContext().onFailure(cause);
        }
    }

    /** A step ends once, whoever comes first. */
    private synchronized boolean isFirstToTell() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** Does the work once more, from its beginning. */
    protected final void repeat() {
        inBackground(() -> work(false));
    }

    /** From now on it can't end well any more, whatever else has to be done before it ends. */
    protected final synchronized void stopping(Throwable cause) {
        if (stopped == null) {
            stopped = cause;
        }
    }

    /** Ends the step well, unless somebody has stopped it. */
    protected final void succeed(@Nullable Object answer) {
        Throwable cause = stopped;
        if (cause != null) {
            fail(cause);
        } else if (isFirstToTell()) {
            getContext().onSuccess(answer);
        }
    }

    /** Whether somebody has stopped the step. */
    protected final boolean isStopped() {
        return stopped != null;
    }

    /** Takes the work up after a while, as after a restart. */
    protected final void again() {
        Timer.get().schedule(this::resume, PAUSE, TimeUnit.SECONDS);
    }

    private interface Work {
        void run() throws Exception;
    }
}
