package io.jenkins.plugins.releasegates.approval;

import hudson.AbortException;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.AskedApproval;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings an admission that lacks nothing but people to its end: asks them, waits without a thread, and when they have approved judges everything once
 * more and records that. Safe to repeat at every point: where it stands is told by the record alone.
 */
public final class ApprovalSeeker {

    /** How often what is asked about may change while it is found out whose it is. */
    private static final int MAX_TRIES = 5;

    private final Run<?, ?> run;
    private final String step;
    private final StepLog log;
    private PendingAdmission pending;
    private boolean forExemptions;
    private boolean forHealth;
    private boolean forPeople = true;
    /** Whether it has been waited for the service to be well, and it wasn't. */
    private boolean tooLate;

    private Starters.Also also = Starters.Also.NOBODY;
    /** Who is known by an earlier question about the same, which another start has made stale. */
    private Optional<Exclusions> earlier = Optional.empty();

    private final Runnable turn;
    private final BooleanSupplier stopped;
    private final Ledger ledger;
    private Optional<Waiting> asks = Optional.empty();
    /** The environment for which it has to be found out who had a part in what is asked. */
    private Optional<Environment> wanted = Optional.empty();
    /** Who had. */
    private Optional<Involved> involved = Optional.empty();

    private final HealthSight sight = new HealthSight();
    private final Staleness staleness;

    /**
     * For a step of a build.
     *
     * @param turn told when there is something to look at; it looks by a new seeker
     * @param stopped whether somebody has stopped the step, which is admitted no more then
     */
    public ApprovalSeeker(
            Run<?, ?> run,
            String step,
            TaskListener listener,
            PendingAdmission pending,
            Runnable turn,
            BooleanSupplier stopped)
            throws LedgerException {
        this.run = run;
        this.step = step;
        this.log = new StepLog(run, listener);
        this.pending = pending;
        this.turn = turn;
        this.stopped = stopped;
        this.ledger = ReleaseGatesHome.get().ledger();
        this.staleness = new Staleness(run, log, ledger);
    }

    /** Waits for exceptions as well, where the owner lets people waive all that is in the way. */
    public ApprovalSeeker waitingForExemptions(boolean wait) {
        forExemptions = wait;
        return this;
    }

    /** Waits for the running service to be well, as long as the owner says. */
    public ApprovalSeeker waitingForHealth() {
        forHealth = true;
        return this;
    }

    /** Whether people are waited for after the service has become well, too; they are always where nothing else was lacking. */
    public ApprovalSeeker waitingForPeople(boolean wait) {
        forPeople = wait;
        return this;
    }

    /**
     * For something else that was started and waits for the same: whoever started that may not approve it either.
     *
     * @param causes why it was started; nothing where it names nobody
     * @param name of what was started, for people
     */
    public ApprovalSeeker startedAlsoBy(List<Cause> causes, String name) {
        also = new Starters.Also(causes, name);
        return this;
    }

    /**
     * Looks how it stands, and does what is to be done next.
     *
     * @return the decision that people are not waited for any more with; empty while they are
     * @throws AbortException when the environment can't be used, or something isn't kept that it needs
     */
    public Optional<Event.DecisionMade> seek() throws IOException, LedgerException {
        boolean sound = false;
        try {
            Optional<Event.DecisionMade> decided = sought();
            sound = true;
            return decided;
        } finally {
            if (!sound) {
                ApprovalDesk.get().leave(pending.build(), step);
            }
        }
    }

    private Optional<Event.DecisionMade> sought() throws IOException, LedgerException {
        Optional<Event.DecisionMade> decided = Optional.empty();
        boolean settled = false;
        for (int tries = 0; tries < MAX_TRIES && !stopped.getAsBoolean(); tries++) {
            wanted = Optional.empty();
            synchronized (ApprovalDesk.lock(pending.build())) {
                decided = look();
                if (decided.isPresent()) {
                    ApprovalDesk.get().leave(pending.build(), step);
                }
            }
            Optional<Environment> unseen = sight.taken();
            if (unseen.isPresent()) {
                // Without the lock, since a server may take its time.
                sight.see(unseen.get(), Rejudgement.health(ledger, run, step, unseen.get(), pending));
                decided = Optional.empty();
                settled = false;
                continue;
            }
            settled = true;
            if (wanted.isEmpty()) {
                break;
            }
            // The same with a repository.
            involved = Optional.of(Involved.of(
                    run,
                    pending.subject(step),
                    pending.decision().artifacts(),
                    wanted.get(),
                    demand(wanted.get()),
                    also,
                    ledger));
        }
        if ((wanted.isPresent() || !settled) && !stopped.getAsBoolean()) {
            // Nobody was asked, so nobody would ever answer.
            throw new AbortException(Messages.ApprovalSeeker_OtherChanges());
        }
        // Without the lock of this build, since it takes those of others.
        asks.filter(place -> EnvironmentConfiguration.get().isNewestOnly(place.environment()))
                .ifPresent(place -> ApprovalDesk.get().supersede(place, Waiting.NOBODY));
        asks = Optional.empty();
        return decided;
    }

    private Optional<Event.DecisionMade> look() throws IOException, LedgerException {
        boolean untilWell = forHealth && pending.lacksOnlyHealth();
        if (!pending.waitsForPeople() && !forExemptions && !untilWell) {
            return Optional.of(pending.decision());
        }
        Environment environment = pending.rules();
        if (untilWell && !tooLate && environment.health().sampling().isPresent()) {
            HealthWait wait = new HealthWait(run, step, log, turn, stopped);
            if (sight.isOf(environment)) {
                return well(environment, wait);
            }
            HealthWait.Stand stand = wait.stand(pending, environment);
            boolean letThrough = stand != HealthWait.Stand.WELL && isLetThrough(environment);
            if (stand == HealthWait.Stand.WAITS && !letThrough) {
                return Optional.empty();
            }
            wait.leave(pending);
            if (letThrough || stand == HealthWait.Stand.WELL) {
                sight.want(environment);
                return Optional.empty();
            }
            log.say(Messages.HealthWait_Over());
            if (!forExemptions) {
                return Optional.of(pending.decision());
            }
            tooLate = true;
        }
        if (sight.isMissing(environment) && !(pending.waitsForPeople() && pending.isUnder(environment.rules()))) {
            sight.want(environment);
            return Optional.empty();
        }
        Rejudgement anew = rejudgement(environment);
        if (!pending.waitsForPeople()) {
            ExemptionWait.Outcome outcome = new ExemptionWait(run, step, log, turn).outcome(pending, environment, anew);
            pending = outcome.pending();
            if (!outcome.lacksOnlyPeople()) {
                return outcome.decided();
            }
            anew = rejudgement(environment);
        }
        return people(environment, anew);
    }

    /** It was well for as long as the owner demands, or is let through, and was looked at once more. */
    private Optional<Event.DecisionMade> well(Environment environment, HealthWait wait)
            throws IOException, LedgerException {
        Rejudgement anew = rejudgement(environment);
        Decision now = anew.decide();
        if (Admissions.lacksOnlyHealth(now.gates()) && wait.begin(pending, environment)) {
            // It was well until just now.
            return Optional.empty();
        }
        pending = anew.pending(now);
        return pending.waitsForPeople() && forPeople
                ? people(environment, rejudgement(environment))
                : Optional.of(pending.decision());
    }

    /** Whether by now somebody has let through what isn't well. */
    private boolean isLetThrough(Environment environment) throws IOException, LedgerException {
        if (!pending.isUnder(environment.rules())) {
            return false;
        }
        Decision now = new Rejudgement(ledger, run, step, environment, pending).decide();
        return now.effect().admits() || Rejudgement.lacksOnlyPeople(now);
    }

    private Rejudgement rejudgement(Environment environment) throws IOException, LedgerException {
        Optional<List<GateResult>> seen = sight.gates(environment);
        return seen.isPresent()
                ? new Rejudgement(ledger, run, step, environment, pending, seen.get())
                : new Rejudgement(ledger, run, step, environment, pending);
    }

    private Optional<Event.DecisionMade> people(Environment environment, Rejudgement anew)
            throws IOException, LedgerException {
        Optional<TrailEntry> asked = pending.request(ledger);
        Optional<Approvals.Standing> standing = asked.isPresent() ? staleness.readable(asked.get()) : Optional.empty();
        if (environment.approval().isEmpty()) {
            if (standing.isPresent()) {
                staleness.outdated(standing.get(), standing.get().request(), Messages.ApprovalSeeker_NobodyAsked());
            }
            return Optional.of(anew.record(anew.decide()));
        }
        Decision unasked = anew.decide();
        if (unasked.effect().admits()) {
            // Two people have broken the glass meanwhile.
            if (standing.isPresent()) {
                staleness.outdated(standing.get(), standing.get().request(), Messages.ApprovalSeeker_BrokenGlass());
            }
            return Optional.of(anew.record(unasked));
        }
        if (standing.isPresent()) {
            Optional<Optional<Event.DecisionMade>> outcome =
                    outcome(staleness.expired(standing.get()), environment, anew);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return ask(environment, demand(environment), anew);
    }

    private static ApprovalDemand demand(Environment environment) throws LedgerException {
        return environment.approval().orElseThrow(() -> new LedgerException("the environment asks nobody any more"));
    }

    /** What came of a request: a decision, or that it is waited for; nothing at all when it has to be asked anew. */
    private Optional<Optional<Event.DecisionMade>> outcome(
            Approvals.Standing standing, Environment environment, Rejudgement anew)
            throws IOException, LedgerException {
        return switch (standing.request().status()) {
            case WAITING -> waiting(standing, environment, anew);
            case APPROVED -> approved(standing, environment, anew);
            case REJECTED -> Optional.of(Optional.of(refused(standing, anew)));
            case TIMED_OUT, SUPERSEDED, ABORTED ->
                // Another step may ask once more; this one has had its answer.
                standing.asked().subject().path("step").asText().equals(step)
                        ? Optional.of(Optional.of(refused(standing, anew)))
                        : Optional.empty();
            case STALE -> Optional.empty();
        };
    }

    private Event.DecisionMade refused(Approvals.Standing standing, Rejudgement anew)
            throws IOException, LedgerException {
        standing.request().ending().ifPresent(ending -> log.say(Messages.ApprovalSeeker_Ended(ending.words())));
        return anew.record(anew.decide(of(standing), changes(standing)));
    }

    private static AskedApproval of(Approvals.Standing standing) {
        return new AskedApproval(standing.id(), standing.request());
    }

    private ApprovalAsked.Changes changes(Approvals.Standing standing) throws LedgerException {
        return ledger.approvals().asked(standing.asked()).changes();
    }

    /** The versions between which changes are counted now. */
    private Span span(Environment environment) throws LedgerException {
        Subject subject = pending.subject(step);
        Optional<Base> base = Base.of(
                ledger,
                environment.name(),
                subject.job(),
                subject.build(),
                pending.decision().artifacts());
        return Span.of(run, subject, environment.name(), demand(environment), base, ledger);
    }

    /** Whether what was asked about isn't what it is now; that is recorded then. */
    private boolean isStale(
            Approvals.Standing standing, ApprovalRequest counted, Environment environment, Rejudgement anew)
            throws LedgerException {
        ApprovalAsked.Changes changes = changes(standing);
        if (!span(environment).isOf(changes)) {
            return staleness.outdated(standing, counted, Messages.ApprovalSeeker_OtherChanges());
        }
        return staleness.ended(standing, counted.contentChanged(anew.content(changes), ApprovalDesk.now()));
    }

    private Optional<Optional<Event.DecisionMade>> waiting(
            Approvals.Standing standing, Environment environment, Rejudgement anew)
            throws IOException, LedgerException {
        if (isStale(standing, standing.request(), environment, anew)) {
            return Optional.empty();
        }
        if (isStartedByOthers(standing, standing.request())) {
            return Optional.empty();
        }
        waitFor(standing, Optional.empty());
        return Optional.of(Optional.empty());
    }

    /** Whether somebody has started what waits of whom the request doesn't know; it is asked anew then, and nothing that was answered counts. */
    private boolean isStartedByOthers(Approvals.Standing standing, ApprovalRequest counted) throws LedgerException {
        if (also.isIn(standing.request().exclusions())) {
            return false;
        }
        earlier = Optional.of(standing.request().exclusions());
        staleness.outdated(standing, counted, Messages.ApprovalSeeker_OtherStart());
        return true;
    }

    /** Counts once more with what is known now, judges everything once more, and takes what comes of it. */
    private Optional<Optional<Event.DecisionMade>> approved(
            Approvals.Standing standing, Environment environment, Rejudgement anew)
            throws IOException, LedgerException {
        if (sight.isMissing(environment)) {
            sight.want(environment);
            return Optional.of(Optional.empty());
        }
        KnownPeople people = EnvironmentConfiguration.get().knownPeople();
        ApprovalRequest counted = standing.request()
                .recheck(Involved.now(run, standing, ledger), ApprovalDesk.now(), people.aliases(), people);
        if (pending.isUsedUp(ledger, standing.asked())) {
            staleness.outdated(standing, counted, Messages.ApprovalSeeker_UsedUp());
            return Optional.empty();
        }
        if (isStale(standing, counted, environment, anew) || isStartedByOthers(standing, counted)) {
            return Optional.empty();
        }
        Decision decision = anew.decide(of(standing), changes(standing));
        Optional<Instant> opens = anew.opens(decision);
        if (opens.isPresent()) {
            log.say(Messages.ApprovalSeeker_Closed(Texts.time(opens.get())));
            waitFor(standing, opens);
            return Optional.of(Optional.empty());
        }
        if (stopped.getAsBoolean()) {
            return Optional.of(Optional.empty());
        }
        counted.ending().ifPresent(ending -> log.say(ending.words()));
        return Optional.of(Optional.of(anew.record(decision)));
    }

    private Optional<Event.DecisionMade> ask(Environment environment, ApprovalDemand demand, Rejudgement anew)
            throws IOException, LedgerException {
        Decision decision = anew.decide();
        if (!Rejudgement.lacksOnlyPeople(decision)) {
            pending = anew.pending(decision);
            boolean waits = forHealth
                    && HealthWait.isDue(pending, environment)
                    && new HealthWait(run, step, log, turn, stopped).begin(pending, environment);
            return waits ? Optional.empty() : Optional.of(pending.decision());
        }
        if (involved.isEmpty() || !span(environment).isOf(involved.get().changes())) {
            wanted = Optional.of(environment);
            return Optional.empty();
        }
        TrailEntry about = anew.pendingFor(decision);
        Involved found = involved.get().withAskers(decision, ledger);
        if (earlier.isPresent()) {
            found = found.withStarters(earlier.get());
        }
        Approvals.Standing standing = new PeopleAsked(run, step, log, ledger)
                .ask(
                        pending,
                        environment,
                        demand,
                        decision,
                        about.id(),
                        found,
                        anew.content(decision, found.changes()));
        asks = Optional.of(waitFor(standing, Optional.empty()));
        return Optional.empty();
    }

    private Waiting waitFor(Approvals.Standing standing, Optional<Instant> until) throws IOException {
        // Also where a crash came between the question and this.
        ApprovalAction.add(run);
        Waiting place = Waiting.of(run, step, pending, standing, until, turn);
        ApprovalDesk.get().wait(place);
        return place;
    }
}
