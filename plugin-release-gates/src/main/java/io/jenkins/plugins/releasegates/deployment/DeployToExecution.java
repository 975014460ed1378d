package io.jenkins.plugins.releasegates.deployment;

import hudson.AbortException;
import hudson.console.ConsoleLogFilter;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.DeploymentStarted;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ApprovalSeeker;
import io.jenkins.plugins.releasegates.approval.PendingAdmission;
import io.jenkins.plugins.releasegates.approval.StoppedStep;
import io.jenkins.plugins.releasegates.approval.UnmovedWait;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BackgroundExecution;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * One deployment: looks the admitting decision up, waits for its turn without a thread, records the beginning, runs the body, records the end, and
 * only then lets the Pipeline go on. Whatever it has to do before the body it does again after a restart and after each wait, so that what changed
 * meanwhile counts.
 */
final class DeployToExecution extends BackgroundExecution {

    @Serial
    private static final long serialVersionUID = 1;

    /** Seconds until it is tried again to record an end. */
    private static final long PAUSE = 10;

    private final String environment;
    private final String artifact;
    private final long queuedAt;
    private String waitsFor = "";

    private volatile @Nullable BodyExecution body;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable Object answer;
    private volatile @Nullable Throwable failure;
    private transient volatile @Nullable Ticket ticket;
    private volatile String trouble = "";

    DeployToExecution(StepContext context, String environment, String artifact) {
        super(context);
        this.environment = environment;
        this.artifact = artifact;
        this.queuedAt = Clock.systemUTC().millis();
    }

    @Override
    public void onResume() {
        if (outcome != null) {
            Computer.threadPoolForRemoting.submit(this::recordEnd);
        } else if (body == null) {
            super.onResume();
        }
        // Else the body goes on by itself.
    }

    @Override
    protected boolean goesOnWaiting() throws InterruptedException {
        return UnmovedWait.goesOn(getContext(), this::resume);
    }

    @Override
    public void stop(Throwable cause) {
        BodyExecution running;
        synchronized (this) {
            // Either the body is seen here, or it sees that it may not begin.
            running = body;
            if (running == null || outcome != null) {
                stopping(cause);
            }
        }
        if (running != null && outcome == null) {
            running.cancel(cause);
            return;
        }
        Ticket waiting = ticket;
        if (waiting != null) {
            DeploymentQueue.get().leave(waiting);
        }
        StoppedStep.abort(getContext(), cause, () -> super.stop(cause));
    }

    @Override
    protected Object run(StepSurroundings at) throws Exception {
        if (body != null) {
            return GOES_ON;
        }
        Subject subject = BuildSubject.of(at, Optional.of("Deployment to " + environment));
        Ticket mine = new Ticket(
                environment,
                subject.build(),
                at.step(),
                at.run().getFullDisplayName(),
                queuedAt,
                at.run()::isBuilding,
                this::repeat);
        ticket = mine;
        try {
            return run(at, subject, mine);
        } catch (Exception e) {
            if (body == null) {
                DeploymentQueue.get().leave(mine);
            }
            throw e;
        }
    }

    private Object run(StepSurroundings at, Subject subject, Ticket mine) throws Exception {
        Ledger ledger = ledger();
        Optional<TrailEntry> begun = begun(ledger, subject);
        if (begun.isPresent()) {
            // A restart came between the record and the body.
            DeploymentQueue.get().enter(mine, ledger);
            startBody(begun.get());
            return GOES_ON;
        }
        if (waitsForPeople(at, subject, ledger)) {
            return GOES_ON;
        }
        Clearance cleared = cleared(at, subject, ledger);
        DeploymentQueue.Turn turn = DeploymentQueue.get().enter(mine, ledger);
        if (turn.superseded()) {
            throw new AbortException(Messages.DeployToStep_Superseded(environment));
        }
        if (turn.holder().isPresent()) {
            String holder = turn.holder().get();
            if (!holder.equals(waitsFor)) {
                at.log(Messages.DeployToStep_Waits(holder, environment));
            }
            waitsFor = holder;
            return GOES_ON;
        }
        if (cleared.requiresHealth()) {
            cleared.requireHealth(at, subject, ledger);
            cleared.requireUnchanged(cleared(at, subject, ledger));
        }
        TrailEntry started = ledger.promotions()
                .begin(
                        cleared.rules(),
                        cleared.decision(),
                        cleared.artifacts(),
                        subject,
                        BuildActor.of(at.run()),
                        now());
        ReleaseAuditAction.of(at.run()).recorded();
        at.log(Messages.DeployToStep_Begins(environment, cleared.decision().id(), started.id()));
        startBody(started);
        return GOES_ON;
    }

    /** Asks people, where nothing else is lacking; what comes of it is in the record, and looked at like any other decision. */
    private boolean waitsForPeople(StepSurroundings at, Subject subject, Ledger ledger)
            throws IOException, InterruptedException, LedgerException {
        Set<Digest> files = new HashSet<>();
        if (!artifact.isEmpty()) {
            Clearance.artifacts(at, subject, environment, artifact, ledger).forEach(file -> files.add(file.digest()));
        }
        Optional<PendingAdmission> pending = PendingAdmission.of(ledger, subject.build(), environment, files);
        return pending.isPresent()
                && pending.get().waitsForPeople()
                && new ApprovalSeeker(at.run(), at.step(), at.listener(), pending.get(), this::repeat, this::isStopped)
                        .seek()
                        .isEmpty();
    }

    /** The beginning that this step has recorded, as long as no end is. */
    private static Optional<TrailEntry> begun(Ledger ledger, Subject subject) throws LedgerException {
        for (TrailEntry entry : ledger.entriesOf(subject.build())) {
            if (entry.kind().equals(DeploymentStarted.KIND)
                    && entry.subject()
                            .path("step")
                            .asText()
                            .equals(subject.step().orElse(""))
                    && ledger.promotions().endOf(entry).isEmpty()) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private Clearance cleared(StepSurroundings at, Subject subject, Ledger ledger)
            throws IOException, InterruptedException, LedgerException {
        InsideDeployment outer = getContext().get(InsideDeployment.class);
        if (outer != null && outer.isOf(environment)) {
            throw new AbortException(Messages.DeployToStep_Nested(environment));
        }
        return Clearance.of(at, subject, environment, artifact, ledger);
    }

    private synchronized void startBody(TrailEntry started) throws IOException, InterruptedException {
        if (isStopped()) {
            throw new AbortException(Messages.DeployToStep_Ended(started.id(), Outcome.ABORTED.words()));
        }
        StepContext context = getContext();
        body = context.newBodyInvoker()
                .withContext(EnvironmentExpander.merge(
                        context.get(EnvironmentExpander.class), new EnvironmentSecrets(environment)))
                .withContext(BodyInvoker.mergeConsoleLogFilters(
                        context.get(ConsoleLogFilter.class), new SecretsFilter(environment)))
                .withContext(new InsideDeployment(environment))
                .withCallback(new DeploymentCallback(this))
                .start();
    }

    /** The body has ended; how is remembered before anything else happens, so that a restart doesn't lose it. */
    void ended(Outcome how, @Nullable Object returned, @Nullable Throwable thrown) {
        answer = returned;
        failure = thrown;
        outcome = how;
        Computer.threadPoolForRemoting.submit(this::recordEnd);
    }

    private void recordEnd() {
        Outcome how = outcome == null ? Outcome.LOST : outcome;
        try {
            StepContext context = getContext();
            Run<?, ?> run = Objects.requireNonNull(context.get(Run.class), "a build");
            String build = ReleaseAuditAction.of(run).getBuildId();
            String step = Objects.requireNonNull(context.get(FlowNode.class), "a node")
                    .getId();
            Ledger ledger = ledger();
            for (TrailEntry entry : ledger.entriesOf(build)) {
                if (entry.kind().equals(DeploymentStarted.KIND)
                        && entry.subject().path("step").asText().equals(step)) {
                    ledger.promotions().end(entry, how, BuildActor.of(run), now());
                }
            }
            if (how == Outcome.SUCCEEDED) {
                DeployedAction.add(run, environment);
            }
            DeploymentQueue.get().leave(new Ticket(environment, build, step, "", queuedAt, () -> true, () -> {}));
            if (failure != null) {
                fail(failure);
            } else {
                succeed(answer);
            }
        } catch (LedgerException | IOException e) {
            recordLater(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** What has happened is not lost because the record can't take it at present: it is kept with the step, and told when it can. */
    private void recordLater(Exception why) {
        if (isStopped() || ReleaseGatesHome.get().isShuttingDown()) {
            return;
        }
        String words = String.valueOf(why.getMessage());
        if (!words.equals(trouble)) {
            trouble = words;
            try {
                TaskListener listener = getContext().get(TaskListener.class);
                if (listener != null) {
                    listener.getLogger()
                            .println(StepSurroundings.line(Messages.DeployToStep_NotRecorded(environment, words)));
                }
            } catch (IOException e) {
                // The log is not what matters here.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        Timer.get().schedule(this::recordEnd, PAUSE, TimeUnit.SECONDS);
    }

    static Ledger ledger() throws AbortException {
        try {
            return ReleaseGatesHome.get().ledger();
        } catch (LedgerException e) {
            throw new AbortException("Not deployed, since it can not be recorded: " + e.getMessage());
        }
    }

    static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
