package io.jenkins.plugins.releasegates.deployment;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerSearch;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.JobChanges;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets one deployment at a time go to an environment. Who holds it stands in the record: a deployment that began, has not ended, and whose build is
 * still at work; so that nothing is lost in a restart, and a build that died holds nothing. Nobody waits on a thread: those who come too early are
 * told when it may be their turn, and ask again.
 */
@Extension
public final class DeploymentQueue extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(DeploymentQueue.class.getName());

    /** Deployments of one environment that are looked at for some that never ended. */
    private static final int LOOKED_AT = 50;

    private final Map<String, Line> lines = new HashMap<>();

    /** How deployments ended that the record couldn't take then, by the entry of their beginning. */
    private final Map<String, End> ends = new ConcurrentHashMap<>();

    private record End(Outcome outcome, Actor actor) {}

    /** Of one environment. */
    private static final class Line {
        private final List<Ticket> waiting = new ArrayList<>();
        /** Who has got the turn, and may not have recorded the beginning yet. */
        private Optional<Ticket> holder = Optional.empty();

        /** Who is at work goes before who has not begun: that one may wait for the executor which this one keeps. */
        private void letWork() {
            holder.filter(Ticket::isInQueue).ifPresent(queued -> {
                holder = Optional.empty();
                waiting.add(queued);
                queued.turn().run();
            });
        }

        /** Those whose builds have ended without a word. */
        private void forgetTheDead() {
            holder = holder.filter(ticket -> ticket.alive().getAsBoolean());
            waiting.removeIf(ticket -> !ticket.alive().getAsBoolean());
        }
    }

    /**
     * What came of asking.
     *
     * @param holder whose turn it is, where it isn't the one's who asks
     * @param superseded whether a newer one came, and only that one is wanted
     */
    public record Turn(Optional<String> holder, boolean superseded) {}

    /** The one of this controller. */
    public static DeploymentQueue get() {
        return ExtensionList.lookupSingleton(DeploymentQueue.class);
    }

    /** Asks for the environment; who has to wait is told later, and asks again then. */
    public synchronized Turn enter(Ticket ticket, Ledger ledger) throws LedgerException {
        Line line = lines.computeIfAbsent(ticket.environment(), name -> new Line());
        line.forgetTheDead();
        Optional<String> recorded = holding(ticket, line.holder, ledger);
        line.waiting.removeIf(other -> other.isSame(ticket));
        if (!ticket.isInQueue()) {
            line.letWork();
        }
        boolean newestOnly = EnvironmentConfiguration.get().isNewestOnly(ticket.environment());
        if (newestOnly && line.waiting.stream().anyMatch(ticket::isBefore)) {
            return new Turn(Optional.empty(), true);
        }
        Optional<String> holder = recorded.isPresent()
                ? recorded
                : line.holder.filter(other -> !other.isSame(ticket)).map(Ticket::name);
        Optional<String> before = line.waiting.stream()
                .filter(other -> other.isBefore(ticket) && (ticket.isInQueue() || !other.isInQueue()))
                .findFirst()
                .map(Ticket::name);
        if (holder.isEmpty() && (newestOnly || before.isEmpty())) {
            line.holder = Optional.of(ticket);
            return new Turn(Optional.empty(), false);
        }
        List<Ticket> older = newestOnly ? List.copyOf(line.waiting) : List.of();
        line.waiting.add(ticket);
        older.forEach(other -> other.turn().run());
        return new Turn(holder.isPresent() ? holder : before, false);
    }

    /** The same for a build that has had a place before it began, which it gives up for this one. */
    synchronized Turn takeOver(Ticket before, Ticket ticket, Ledger ledger) throws LedgerException {
        Line line = lines.computeIfAbsent(ticket.environment(), name -> new Line());
        line.waiting.removeIf(other -> other.isSame(before));
        if (line.holder.filter(holder -> holder.isSame(before)).isPresent()) {
            line.holder = Optional.of(ticket);
            return new Turn(holding(ticket, line.holder, ledger), false);
        }
        return enter(ticket, ledger);
    }

    /** Gives the turn, or the place in the queue, up; whoever comes next is told. */
    public synchronized void leave(Ticket ticket) {
        Line line = lines.get(ticket.environment());
        if (line == null) {
            return;
        }
        line.waiting.removeIf(other -> other.isSame(ticket));
        if (line.holder.filter(holder -> holder.isSame(ticket)).isPresent()) {
            line.holder = Optional.empty();
        }
        tell(line);
    }

    private static void tell(Line line) {
        line.waiting.stream()
                .min(Comparator.comparing(Ticket::isInQueue)
                        .thenComparing((left, right) -> left.isBefore(right) ? -1 : 1))
                .ifPresent(next -> next.turn().run());
    }

    /** Whose deployment to the same environment goes on, by the record. What a build has left behind that is gone ends as lost. */
    private Optional<String> holding(Ticket ticket, Optional<Ticket> holder, Ledger ledger) throws LedgerException {
        for (TrailEntry started : open(ticket.environment(), ledger)) {
            if (isOf(ticket, started)) {
                continue;
            }
            // A renamed job isn't found by the name that the record has; who has got the turn here is known without it.
            if (holder.filter(known -> isOf(known, started)).isPresent() || isRunning(started, ledger)) {
                return Optional.of(name(started));
            }
            lose(started, ledger);
        }
        return Optional.empty();
    }

    /** Those that have no end. So many of the newest are looked at, whatever else the record holds about the environment. */
    private static List<TrailEntry> open(String environment, Ledger ledger) throws LedgerException {
        List<TrailEntry> open = new ArrayList<>();
        int looked = 0;
        OptionalLong before = OptionalLong.of(Long.MAX_VALUE);
        while (before.isPresent() && looked < LOOKED_AT) {
            LedgerSearch.Page page =
                    ledger.promotions().deployments(environment, before.getAsLong(), LOOKED_AT - looked);
            for (TrailEntry started : page.entries()) {
                if (ledger.promotions().endOf(started).isEmpty()) {
                    open.add(started);
                }
            }
            looked += page.entries().size();
            before = page.next();
        }
        return open;
    }

    /** The end of a deployment is recorded as soon as it can be; nobody else deploys there before. */
    void endLater(TrailEntry started, Outcome outcome, Actor actor) {
        ends.put(started.id(), new End(outcome, actor));
    }

    /** Records how one ended whose build isn't at work any more; where nobody knows that, as lost. */
    private void lose(TrailEntry started, Ledger ledger) throws LedgerException {
        End end = ends.getOrDefault(
                started.id(), new End(Outcome.LOST, new Actor("", "Jenkins itself", Actor.Means.UNKNOWN)));
        ledger.promotions().end(started, end.outcome(), end.actor(), now());
        ends.remove(started.id());
    }

    private static boolean isRunning(TrailEntry started, Ledger ledger) throws LedgerException {
        return buildOf(started, ledger).filter(Run::isBuilding).isPresent();
    }

    /** The build of an entry, wherever the job has gone meanwhile; empty when it is gone. */
    public static Optional<Run<?, ?>> buildOf(TrailEntry started, Ledger ledger) throws LedgerException {
        int number = started.subject().path("number").asInt();
        Optional<Job<?, ?>> job = ReleaseGatesHome.get().anyJob(JobChanges.nameNow(ledger, started));
        Run<?, ?> run = job.isPresent() ? job.get().getBuildByNumber(number) : null;
        return Optional.<Run<?, ?>>ofNullable(run).filter(found -> isOf(found, started));
    }

    private static boolean isOf(Ticket ticket, TrailEntry started) {
        return started.build().equals(ticket.build())
                && started.subject().path("step").asText().equals(ticket.step());
    }

    private static boolean isOf(Run<?, ?> run, TrailEntry started) {
        ReleaseAuditAction action = run.getAction(ReleaseAuditAction.class);
        return action != null && action.getBuildId().equals(started.build());
    }

    private static String name(TrailEntry started) {
        return started.subject().path("jobName").asText() + " #"
                + started.subject().path("number").asInt();
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.SECONDS.toMillis(30);
    }

    /** Ends what nobody else can end any more, and tells those who wait where nothing goes on. */
    @Override
    protected void doRun() {
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            if (ledger.isPresent()) {
                for (String environment : EnvironmentConfiguration.get().ids()) {
                    if (isFree(environment, ledger.get())) {
                        tell(environment);
                    }
                }
            }
        } catch (LedgerException e) {
            LOGGER.log(Level.FINE, "Deployments can't be looked after", e);
        }
    }

    private synchronized boolean isFree(String environment, Ledger ledger) throws LedgerException {
        Line line = lines.computeIfAbsent(environment, name -> new Line());
        line.forgetTheDead();
        boolean free = true;
        for (TrailEntry started : open(environment, ledger)) {
            if (line.holder.filter(known -> isOf(known, started)).isPresent() || isRunning(started, ledger)) {
                free = false;
            } else {
                lose(started, ledger);
            }
        }
        return free;
    }

    private synchronized void tell(String environment) {
        Line line = lines.get(environment);
        if (line != null) {
            line.forgetTheDead();
            if (line.holder.isEmpty()) {
                tell(line);
            }
        }
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
