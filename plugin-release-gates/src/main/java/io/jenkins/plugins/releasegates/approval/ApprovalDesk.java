package io.jenkins.plugins.releasegates.approval;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Reply;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where answers are taken. How a request stands is in the record: what is here is only who waits for which, so that they can be told, and is built
 * anew after a restart by the steps that wait. Nobody waits on a thread.
 */
@Extension
public final class ApprovalDesk extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(ApprovalDesk.class.getName());
    private static final Object[] LOCKS = new Object[1024];

    static {
        for (int i = 0; i < LOCKS.length; i++) {
            LOCKS[i] = new Object();
        }
    }

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Reminders reminders = new Reminders();

    static ApprovalDesk get() {
        return ExtensionList.lookupSingleton(ApprovalDesk.class);
    }

    /** Whoever reads how a request of that build stands and changes it holds this. */
    public static Object lock(String build) {
        return LOCKS[Math.floorMod(build.hashCode(), LOCKS.length)];
    }

    /** A step waits for a request; the same step again takes its own place. */
    void wait(Waiting place) {
        waiting.put(place.key(), place);
    }

    /** Whether that step waits. */
    boolean isWaiting(String build, String step) {
        return waiting.containsKey(Waiting.key(build, step));
    }

    /** It waits no more. */
    void leave(String build, String step) {
        waiting.remove(Waiting.key(build, step));
    }

    /** All that wait for people, the one with the nearest deadline first. */
    List<Waiting> waitingForPeople() {
        return waiting.values().stream()
                .filter(place -> place.standing().isPresent() && place.until().isEmpty())
                .sorted(Comparator.comparing(Waiting::deadline))
                .toList();
    }

    /**
     * Takes an answer of the person who asks for this page, or makes this call. Durable on return, and only then does the build go on.
     *
     * @param request id of the entry that asks
     * @param answer by that person, now
     * @param password that came with it
     * @return how the request stands
     * @throws RefusedAnswerException when it doesn't count, with a sentence for the person
     */
    Approvals.Standing answer(Run<?, ?> run, String request, Answer answer, Reauthentication password, Actor actor)
            throws LedgerException, RefusedAnswerException {
        String build = buildOf(run);
        // Without the lock, since a realm may take its time.
        Ledger record = ReleaseGatesHome.get().ledger();
        ApprovalRequest now = KeptRequests.standing(record, run, asked(record, build, request))
                .request();
        Answer proven = password.prove(now, answer, actor);
        Approvals.Standing after;
        synchronized (lock(build)) {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            Approvals.Standing before = KeptRequests.standing(ledger, run, asked(ledger, build, request));
            after = answer(ledger.approvals(), before, known(run, before), proven, actor);
            if (after.request().status() == Status.WAITING) {
                keepUp(after);
            }
        }
        if (after.request().status() != Status.WAITING) {
            tell(request);
        }
        return after;
    }

    private Approvals.Standing answer(
            Approvals approvals, Approvals.Standing before, ApprovalRequest known, Answer answer, Actor actor)
            throws LedgerException, RefusedAnswerException {
        KnownPeople people = EnvironmentConfiguration.get().knownPeople();
        Reply reply = answer.kind() == Answer.Kind.WITHDRAW
                ? known.withdraw(answer.account(), answer.at(), people.aliases())
                : known.answer(answer, people.aliases(), people);
        if (reply instanceof ApprovalRequest.Refused refused) {
            if (before.request().status() == Status.WAITING && refused.request().status() != Status.WAITING) {
                approvals.ended(before, refused.request(), Waiting.NOBODY);
                tell(before.id());
            }
            throw new RefusedAnswerException(refused.why());
        }
        ApprovalRequest now = reply.request();
        return now.answers().size() > before.request().answers().size()
                ? approvals.answered(before, now, actor)
                : before.with(now);
    }

    /** With what is known now of who had a part in it. */
    private static ApprovalRequest known(Run<?, ?> run, Approvals.Standing standing) throws LedgerException {
        ApprovalRequest request = standing.request();
        if (request.status() != Status.WAITING) {
            return request;
        }
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            Exclusions now = Involved.now(run, standing, ReleaseGatesHome.get().ledger());
            return new ApprovalRequest(
                    request.terms(),
                    request.content(),
                    now,
                    request.askedAt(),
                    request.answers(),
                    request.status(),
                    request.ending());
        }
    }

    /** How a request of this build stands, with what is known now. */
    static Approvals.Standing standing(Run<?, ?> run, TrailEntry asked) throws LedgerException {
        Approvals.Standing kept = KeptRequests.standing(ReleaseGatesHome.get().ledger(), run, asked);
        return kept.with(known(run, kept).expire(now()));
    }

    private static TrailEntry asked(Ledger ledger, String build, String request)
            throws LedgerException, RefusedAnswerException {
        for (TrailEntry entry : ledger.approvals().of(build)) {
            if (entry.id().equals(request)) {
                return entry;
            }
        }
        throw new RefusedAnswerException(Messages.ApprovalDesk_NoSuchRequest(request));
    }

    private void keepUp(Approvals.Standing standing) {
        waiting.replaceAll(
                (key, place) -> place.request().equals(standing.id()) ? place.with(standing.request()) : place);
    }

    /** Whatever waits for these files to go to an environment in a build looks how it stands; whether anything does. */
    boolean tell(String build, String environment, Set<Digest> files) {
        List<Waiting> places = waiting.values().stream()
                .filter(place -> place.build().equals(build)
                        && place.environment().equals(environment)
                        && place.files().equals(files))
                .toList();
        places.forEach(place -> place.turn().run());
        return !places.isEmpty();
    }

    /** Whoever waits for that request looks how it stands. */
    private void tell(String request) {
        waiting.values().stream()
                .filter(place -> place.request().equals(request))
                .forEach(place -> place.turn().run());
    }

    /** This build has ended: nobody waits for what its steps have asked any more; whoever ended it, as far as that is known. */
    void abort(Run<?, ?> run, Actor actor) {
        abort(run, step -> !QueueSteps.isOne(step), actor);
    }

    /** This build is deleted, and with it all that people were shown. */
    void abortAll(Run<?, ?> run, Actor actor) {
        abort(run, step -> true, actor);
    }

    private void abort(Run<?, ?> run, Predicate<String> which, Actor actor) {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        if (audit == null) {
            return;
        }
        String build = audit.getBuildId();
        HealthWait.forget(build);
        waiting.values().removeIf(place -> place.build().equals(build) && which.test(place.step()));
        if (run.getAction(ApprovalAction.class) == null) {
            return;
        }
        end(run, build, asked -> which.test(asked.subject().path("step").asText()), actor, ApprovalRequest::abort);
    }

    /** One step of a build waits no more; what it has asked ends, unless another step waits for it, too. */
    void abort(Run<?, ?> run, String step, Actor actor) {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        Waiting place = audit == null ? null : waiting.remove(Waiting.key(audit.getBuildId(), step));
        if (place != null
                && waiting.values().stream().noneMatch(other -> other.request().equals(place.request()))) {
            end(run, place.build(), asked -> asked.id().equals(place.request()), actor, ApprovalRequest::abort);
        }
    }

    /** A newer build asks for the same environment. */
    void supersede(Waiting newer, Actor actor) {
        for (Waiting place : List.copyOf(waiting.values())) {
            if (place.environment().equals(newer.environment())
                    && place.job().equals(newer.job())
                    && place.number() < newer.number()) {
                Run<?, ?> run = place.run();
                if (run != null) {
                    end(
                            run,
                            place.build(),
                            asked -> asked.id().equals(place.request()),
                            actor,
                            ApprovalRequest::supersede);
                    place.turn().run();
                }
            }
        }
    }

    /** How a request ends at an instant. */
    private interface End {
        ApprovalRequest of(ApprovalRequest request, Instant at);
    }

    private static void end(Run<?, ?> run, String build, Predicate<TrailEntry> which, Actor actor, End how) {
        synchronized (lock(build)) {
            try {
                Ledger ledger = ReleaseGatesHome.get().ledger();
                for (TrailEntry asked : ledger.approvals().of(build)) {
                    if (which.test(asked)) {
                        end(ledger, run, asked, actor, how);
                    }
                }
            } catch (LedgerException e) {
                LOGGER.log(Level.WARNING, e, () -> "The end of requests for approval of " + run + " is not recorded");
            }
        }
    }

    private static void end(Ledger ledger, Run<?, ?> run, TrailEntry asked, Actor actor, End how) {
        try {
            Approvals.Standing standing = KeptRequests.standing(ledger, run, asked);
            ApprovalRequest ended = how.of(standing.request(), now());
            if (ended.status() != standing.request().status()) {
                ledger.approvals().ended(standing, ended, actor);
            }
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> "The end of request " + asked.id() + " is not recorded");
        }
    }

    /** To the millisecond, as the record keeps it. */
    public static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String buildOf(Run<?, ?> run) throws RefusedAnswerException {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        if (audit == null) {
            throw new RefusedAnswerException(Messages.ApprovalDesk_NothingAsked());
        }
        return audit.getBuildId();
    }

    /** Of all that wait for people, those that the one who asks could approve now. */
    List<Waiting> waitingForCurrentUser() {
        Optional<String> account = currentAccount();
        if (account.isEmpty()) {
            return List.of();
        }
        KnownPeople people = EnvironmentConfiguration.get().knownPeople();
        return waitingForPeople().stream()
                .filter(place -> place.waitsFor(account.get(), people))
                .toList();
    }

    static Optional<String> currentAccount() {
        Actor actor = ReleaseGates.actor();
        return Optional.of(actor.id()).filter(id -> !id.isEmpty());
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.SECONDS.toMillis(15);
    }

    /** Those whose deadline, or whose hour, has come look again; people are reminded where it is time. */
    @Override
    protected void doRun() {
        Instant now = now();
        for (Waiting place : waiting.values()) {
            if (!now.isBefore(place.until().orElseGet(place::deadline))) {
                place.turn().run();
            }
        }
        reminders.look(waitingForPeople(), now);
    }
}
