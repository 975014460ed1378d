package io.jenkins.plugins.releasegates.readiness;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import io.jenkins.lib.releasegates.readiness.ReadinessResult;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.build.DetachedExecution;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * One {@code orrChecklist}. What is awaited lies in a file of the build and in the record, so that the wait goes on after a restart; no thread waits.
 */
final class OrrChecklistExecution extends DetachedExecution {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOGGER = Logger.getLogger(OrrChecklistExecution.class.getName());

    private final OrrChecklistOptions options;
    private transient @Nullable OrrChecklistRun run;
    private transient @Nullable String told;

    OrrChecklistExecution(StepContext context, OrrChecklistOptions options) {
        super(context);
        this.options = options;
    }

    private StepSurroundings surroundings() throws IOException, InterruptedException {
        StepSurroundings without = StepSurroundings.withoutAgent(getContext());
        FilePath workspace = null;
        EnvVars variables = null;
        try {
            workspace = getContext().get(FilePath.class);
            variables = getContext().get(EnvVars.class);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "There is no agent around the step, or it isn't back yet");
        }
        return new StepSurroundings(
                without.run(),
                without.step(),
                workspace,
                variables == null ? new EnvVars() : variables,
                without.listener(),
                without.node());
    }

    @Override
    protected void work(boolean resumed) throws Exception {
        StepSurroundings at = surroundings();
        Optional<Map<String, Object>> earlier = JudgedElsewhere.again(at);
        KeptReadiness kept = KeptReadiness.of(at);
        Optional<KeptReadiness.State> state = kept.read();
        if (earlier.isPresent()) {
            state.ifPresent(known -> earlier.get().put("readiness", OrrChecklistRun.shown(known.result())));
            succeed(earlier.get());
            return;
        }
        if (resumed
                && at.workspaceOrNull() == null
                && state.filter(KeptReadiness.State::workspace).isPresent()) {
            // The agent isn't back yet. When it never comes, Jenkins itself ends the block around this step.
            again();
            return;
        }
        if (resumed) {
            at.log(Messages.OrrChecklist_GoesOn(options.title()));
        }
        boolean goesOn = false;
        try {
            goesOn = waits(at, kept, state);
        } finally {
            if (!goesOn || isStopped() || ReleaseGatesHome.get().isShuttingDown()) {
                ReadinessDesk.get().forget(kept.id());
            }
        }
    }

    /** Whether it goes on waiting; otherwise it has ended. */
    private boolean waits(StepSurroundings at, KeptReadiness kept, Optional<KeptReadiness.State> state)
            throws IOException, InterruptedException {
        OrrChecklistRun asking = asking(at);
        if (!options.isWait()) {
            ReadinessResult result = asking.look(true);
            asking.tell(result);
            succeed(asking.judge(result));
            return false;
        }
        Instant deadline = state.flatMap(KeptReadiness.State::deadline)
                .orElse(Clock.systemUTC().instant().plus(options.patience()));
        // Before it is looked at: what is said from now on wakes.
        ReadinessDesk.get()
                .await(
                        kept.id(),
                        asking.asked().service().name(),
                        asking.asked().checklist().name(),
                        this::repeat);
        ReadinessResult result = asking.look(asking != run);
        run = asking;
        boolean late = !Clock.systemUTC().instant().isBefore(deadline);
        if (result.verdict().kind().admits() || late) {
            asking.tell(result);
            succeed(asking.judge(result));
            return false;
        }
        asking.keep(result, Optional.of(deadline), true);
        String words = result.verdict().grounds().why();
        if (!words.equals(told)) {
            asking.tell(result);
            at.log(Messages.OrrChecklist_Waits(deadline));
            told = words;
        }
        ReadinessDesk.get().at(kept.id(), asking.next(result, deadline));
        return true;
    }

    /** With what is known of sources and authors, unless the owner has changed something, or there is another workspace. */
    private OrrChecklistRun asking(StepSurroundings at) throws IOException, InterruptedException {
        OrrChecklistRun fresh = new OrrChecklistRun(options, at);
        OrrChecklistRun known = run;
        return known != null && known.asked().isLike(fresh.asked()) ? known : fresh;
    }

    /** What was stopped while it waited has not passed, and that is in the record. */
    @Override
    public void stop(Throwable cause) {
        stopping(cause);
        Computer.threadPoolForRemoting.submit(() -> {
            try {
                StepSurroundings at = surroundings();
                KeptReadiness kept = KeptReadiness.of(at);
                ReadinessDesk.get().forget(kept.id());
                Optional<KeptReadiness.State> state = kept.read().filter(KeptReadiness.State::waiting);
                if (state.isPresent() && !state.get().result().verdict().kind().admits()) {
                    new OrrChecklistRun(options, at).judge(state.get().result());
                }
            } catch (IOException e) {
                // It ends the build as it was told to; that is how the build ends anyway.
                LOGGER.log(Level.FINE, e, () -> "A wait for readiness was stopped");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                super.stop(cause);
            }
        });
    }
}
