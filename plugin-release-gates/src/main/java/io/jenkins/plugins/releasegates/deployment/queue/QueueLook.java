package io.jenkins.plugins.releasegates.deployment.queue;

import hudson.AbortException;
import hudson.model.Cause;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.Promotions;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ApprovalSeeker;
import io.jenkins.plugins.releasegates.approval.PendingAdmission;
import io.jenkins.plugins.releasegates.approval.QueueSteps;
import io.jenkins.plugins.releasegates.approval.UnmovedWait;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.deployment.DeploymentQueue;
import io.jenkins.plugins.releasegates.deployment.Ticket;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One look at what a build in the queue waits for: the decision, the people, the hours, and its turn. */
final class QueueLook {

    private static final Logger LOGGER = Logger.getLogger(QueueLook.class.getName());

    private static final Actor NOBODY = new Actor("", "Jenkins itself", Actor.Means.UNKNOWN);

    private final QueuedBuild build;
    private final Runnable turn;
    private final boolean isGlance;
    private boolean more;

    /**
     * At one build.
     *
     * @param turn looks again
     * @param isGlance whether it takes no time: it judges nothing and asks nobody, but {@link #wantsMore} where that is to be done
     */
    QueueLook(QueuedBuild build, Runnable turn, boolean isGlance) {
        this.build = build;
        this.turn = turn;
        this.isGlance = isGlance;
    }

    /** Whether a glance wasn't enough; what it has told is how it stood before, then. */
    boolean wantsMore() {
        return more;
    }

    /** A build stays in the queue with these words. */
    private static final class Blocked extends Exception {

        private static final long serialVersionUID = 1;

        Blocked(String words) {
            super(words);
        }
    }

    /** Why the build can't begin now, a sentence; empty when it can, and it is its turn then. */
    Optional<String> blockage() {
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            try {
                Ledger ledger = ReleaseGatesHome.get().ledger();
                return turn(cleared(ledger), ledger);
            } catch (Blocked | AbortException e) {
                giveUpTurn();
                return Optional.of(String.valueOf(e.getMessage()));
            } catch (IOException | LedgerException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> build.name() + " stays in the queue");
                giveUpTurn();
                return Optional.of(Messages.WaitForEnvironment_Trouble(String.valueOf(e.getMessage())));
            }
        }
    }

    /** What the record calls the environment, where nothing but the turn is left to wait for. */
    private String cleared(Ledger ledger) throws Blocked, IOException, LedgerException {
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        Optional<String> id = configuration.id(build.environment(), build.project());
        if (id.isEmpty()) {
            throw new Blocked(configuration.noSuch(build.environment(), build.project()));
        }
        Environment rules = configuration
                .environment(id.get())
                .orElseThrow(() -> new Blocked(String.join("; ", configuration.troubles(id.get()))));
        if (!rules.entrance().branches().isEmpty()) {
            throw new Blocked(Messages.WaitForEnvironment_Branches(id.get()));
        }
        if (!rules.entrance().mayCome(build.project().getFullName())) {
            throw new Blocked(Messages.WaitForEnvironment_MayNot(build.project().getFullName(), id.get()));
        }
        Set<Digest> wanted = wanted();
        PendingAdmission judged = judged(id.get(), wanted, ledger);
        requireAdmitted(rules, judged, wanted, ledger);
        requireOpen(rules);
        return id.get();
    }

    private Set<Digest> wanted() throws Blocked {
        Set<Digest> wanted = new HashSet<>();
        for (String written : build.digests()) {
            try {
                wanted.add(Digest.parse(written));
            } catch (IllegalArgumentException e) {
                throw new Blocked(Messages.WaitForEnvironment_NoDigest(String.valueOf(e.getMessage())));
            }
        }
        return wanted;
    }

    /** The newest decision about the files; where none are named, the one of the build that started this one. */
    private PendingAdmission judged(String environment, Set<Digest> wanted, Ledger ledger)
            throws Blocked, LedgerException {
        if (wanted.isEmpty()) {
            String upstream = upstreamBuild();
            return PendingAdmission.of(ledger, upstream, environment, Set.of())
                    .orElseThrow(() -> new Blocked(Messages.WaitForEnvironment_UpstreamNotJudged(environment)));
        }
        Digest first = wanted.iterator().next();
        Optional<TrailEntry> newest = ledger.promotions().newest(environment, first);
        if (newest.isEmpty()) {
            throw new Blocked(Messages.WaitForEnvironment_NotJudged(first, environment));
        }
        PendingAdmission judged = PendingAdmission.by(ledger, newest.get().id())
                .orElseThrow(() -> new Blocked(
                        Messages.WaitForEnvironment_NotKept(newest.get().id())));
        if (!judged.files().containsAll(wanted)) {
            throw new Blocked(Messages.WaitForEnvironment_Apart(environment));
        }
        return judged;
    }

    private String upstreamBuild() throws Blocked {
        Optional<String> newest = Optional.empty();
        for (Cause cause : build.causes()) {
            if (cause instanceof Cause.UpstreamCause upstream) {
                Run<?, ?> run = upstream.getUpstreamRun();
                ReleaseAuditAction action = run == null ? null : run.getAction(ReleaseAuditAction.class);
                if (action != null) {
                    // Jenkins adds a later start to the build that waits.
                    newest = Optional.of(action.getBuildId());
                }
            }
        }
        return newest.orElseThrow(() -> new Blocked(Messages.WaitForEnvironment_NoArtifact()));
    }

    private void requireAdmitted(Environment rules, PendingAdmission judged, Set<Digest> wanted, Ledger ledger)
            throws Blocked, IOException, LedgerException {
        List<Artifact> artifacts = judged.decision().artifacts().stream()
                .filter(artifact -> wanted.isEmpty() || wanted.contains(artifact.digest()))
                .toList();
        Promotions.Admitted admitted = ledger.promotions().admitted(rules, artifacts, now());
        if (admitted.decision().isPresent()) {
            endRequest(NOBODY);
            return;
        }
        if (!judged.waitsForPeople()) {
            throw new Blocked(Messages.WaitForEnvironment_Refused(rules.name(), admitted.why()));
        }
        Run<?, ?> run = DeploymentQueue.buildOf(judged.entry(), ledger)
                .orElseThrow(() -> new Blocked(Messages.WaitForEnvironment_BuildGone(
                        judged.entry().subject().path("jobName").asText(),
                        judged.entry().subject().path("number").asText())));
        if (build.judged()
                .filter(before -> !before.build().equals(judged.entry().build()))
                .isPresent()) {
            // Another build was judged with the same files meanwhile.
            endRequest(NOBODY);
        }
        build.asksAbout(judged.entry());
        Optional<Event.DecisionMade> decided = isGlance ? unmoved(run, judged) : sought(run, judged, ledger);
        if (decided.isEmpty()) {
            throw new Blocked(Messages.WaitForEnvironment_Asks(
                    rules.name(),
                    rules.approval()
                            .map(demand -> demand.terms().rule().words())
                            .orElse(""),
                    run.getFullDisplayName()));
        }
        if (!decided.get().effect().admits()) {
            String words = Messages.WaitForEnvironment_Refused(
                    rules.name(), decided.get().explanation());
            takeOut(words);
            throw new Blocked(words);
        }
    }

    private Optional<Event.DecisionMade> sought(Run<?, ?> run, PendingAdmission judged, Ledger ledger)
            throws IOException, LedgerException {
        long before = ledger.head().entries();
        Optional<Event.DecisionMade> decided = new ApprovalSeeker(
                        run, build.step(), TaskListener.NULL, judged, turn, () -> !build.waits())
                .startedAlsoBy(build.causes(), build.name())
                .seek();
        build.waitsAsOf(decided.isEmpty() ? before : 0);
        return decided;
    }

    /** Nothing has been decided as long as people are waited for as before; whatever else there is wants more than a glance. */
    private Optional<Event.DecisionMade> unmoved(Run<?, ?> run, PendingAdmission judged) throws Blocked {
        boolean goesOn = new UnmovedWait(run, build.step(), turn)
                .startedAlsoBy(build.causes(), build.name())
                .since(build.lookedUpTo())
                .goesOn(judged);
        if (!goesOn) {
            more = true;
            throw new Blocked(build.blockage().orElse(Messages.WaitForEnvironment_NotLookedAt()));
        }
        return Optional.empty();
    }

    private void requireOpen(Environment rules) throws Blocked {
        Instant now = now();
        if (!rules.times().isOpen(now)) {
            throw new Blocked(Messages.WaitForEnvironment_Closed(
                    rules.name(),
                    rules.times().opens(now).map(Instant::toString).orElse("?"),
                    rules.times().words()));
        }
    }

    private Optional<String> turn(String environment, Ledger ledger) throws LedgerException {
        if (!build.waits()) {
            return Optional.of(Messages.WaitForEnvironment_NotLookedAt());
        }
        build.takesPlace(environment);
        DeploymentQueue.Turn answer = DeploymentQueue.get().enter(ticket(environment), ledger);
        if (answer.superseded()) {
            String words = Messages.DeployToStep_Superseded(environment);
            takeOut(words);
            return Optional.of(words);
        }
        return answer.holder().map(holder -> Messages.DeployToStep_Waits(holder, environment));
    }

    /** What was answered for good isn't waited for any more; whoever wants it again starts it again. */
    private void takeOut(String why) {
        LOGGER.log(Level.INFO, () -> build.name() + " is taken out of the queue: " + why);
        Queue.Item item = Queue.getInstance().getItem(build.id());
        if (item != null) {
            Queue.getInstance().cancel(item);
        }
    }

    private Ticket ticket(String environment) {
        return Ticket.inQueue(environment, build.id(), build.name(), build.since(), build::isAlive, turn);
    }

    private void giveUpTurn() {
        build.place().ifPresent(environment -> DeploymentQueue.get().leave(ticket(environment)));
    }

    /** The build waits no more, or has ended; what was asked for it is asked no more. */
    void leave(Actor actor) {
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            giveUpTurn();
            endRequest(actor);
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> "The end of what was asked for " + build.name() + " is not recorded");
        }
    }

    /** What was asked for this build is asked no more, unless somebody else waits for it, too. */
    private void endRequest(Actor actor) throws LedgerException {
        Optional<TrailEntry> judged = build.judged();
        if (judged.isPresent()) {
            DeploymentQueue.buildOf(judged.get(), ReleaseGatesHome.get().ledger())
                    .ifPresent(run -> QueueSteps.abort(run, build.step(), actor));
        }
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
