package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.analysis.Ending;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Question;
import io.jenkins.lib.releasegates.analysis.sampler.Reading;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.slo.policy.ChangeFact;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.connection.SharedSampler;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.health.ClaimedChanges;
import io.jenkins.plugins.releasegates.health.ServiceHealth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A step that waits until the running service is well: all of its environment's questions green in the same sample, and for as long as the owner says. What
 * was seen lies in memory, so after a restart it begins anew; how long it waits at most is counted from the decision that is in the record.
 */
final class HealthWait {

    /** Beyond any patience of connections together; who is slower is asked again. */
    private static final Duration PATIENCE = Duration.ofMinutes(9);

    private static final String HEALTH = "health";

    /** Waits that have ended, of which nobody has taken notice yet; whether it was well for long enough. */
    private static final Map<String, Boolean> ENDED = new ConcurrentHashMap<>();

    /** How a wait stands. */
    enum Stand {
        /** It is waited. */
        WAITS,
        /** It has been well for as long as the owner demands. */
        WELL,
        /** It wasn't in the time that there was. */
        OVER
    }

    private final Run<?, ?> run;
    private final String step;
    private final StepLog log;
    private final Runnable turn;
    private final BooleanSupplier stopped;

    /** @param turn told when there is something to look at */
    HealthWait(Run<?, ?> run, String step, StepLog log, Runnable turn, BooleanSupplier stopped) {
        this.run = run;
        this.step = step;
        this.log = log;
        this.turn = turn;
        this.stopped = stopped;
    }

    /** Whether it is waited for after that decision, which lacks nothing else but people. */
    static boolean isDue(PendingAdmission refused, Environment environment) {
        return environment.health().sampling().isPresent() && refused.lacksOnlyHealth();
    }

    /** How it stands; where it isn't waited yet, that begins now. */
    Stand stand(PendingAdmission refused, Environment environment) {
        String id = SharedSampler.id(refused.build(), step);
        if (SharedSampler.get().isWaiting(id)) {
            return Stand.WAITS;
        }
        Boolean wasWell = ENDED.remove(id);
        if (wasWell != null) {
            return wasWell ? Stand.WELL : Stand.OVER;
        }
        return begin(refused, environment) ? Stand.WAITS : Stand.OVER;
    }

    /** Begins to wait; whether there is time for it. Whoever lets something through meanwhile finds it. */
    boolean begin(PendingAdmission refused, Environment environment) {
        Sampling owners = environment.health().sampling().orElseThrow();
        Instant now = ApprovalDesk.now();
        Instant deadline = refused.entry().at().plus(owners.timeout());
        Duration least = owners.initialDelay().plus(owners.steady()).plus(owners.pause());
        if (!now.plus(least).isBefore(deadline)) {
            return false;
        }
        ApprovalDesk.get().wait(Waiting.forChange(run, step, refused, deadline, turn));
        String id = SharedSampler.id(refused.build(), step);
        // While Jenkins shuts down nothing begins; it is taken up after the start.
        if (!SharedSampler.get().isClosed() && !SharedSampler.get().isWaiting(id)) {
            ENDED.remove(id);
            log.say(Messages.HealthWait_Waits(environment.name(), Texts.time(deadline)));
            Question question = new Question(HEALTH + "\n" + id, PATIENCE, () -> read(refused));
            SharedSampler.get()
                    .await(
                            id,
                            Series.start(sampling(owners, Duration.between(now, deadline)), List.of(HEALTH), now),
                            Probe.judged(HEALTH, question),
                            this::changed);
        }
        return true;
    }

    /** Nothing is waited for any more. */
    void leave(PendingAdmission refused) {
        String id = SharedSampler.id(refused.build(), step);
        SharedSampler.get().cancel(id);
        ENDED.remove(id);
        ApprovalDesk.get().leave(refused.build(), step);
    }

    /** A build has ended. */
    static void forget(String build) {
        ENDED.keySet().removeIf(id -> id.startsWith(SharedSampler.id(build, "")));
    }

    /** A look may take longer than the time between two; that is no gap. */
    private static Sampling sampling(Sampling owners, Duration timeout) {
        Duration pause = owners.pause();
        Duration gap = pause.multipliedBy(3);
        Duration longest = pause.plus(PATIENCE);
        return Sampling.builder()
                .initialDelay(owners.initialDelay())
                .interval(pause)
                .failureLimit(Sampling.OFF)
                .inconclusiveLimit(Sampling.OFF)
                .consecutiveErrorLimit(Sampling.OFF)
                .consecutiveSuccessLimit(1)
                .steady(owners.steady())
                .timeout(timeout)
                .longestGap(gap.compareTo(longest) > 0 ? gap : longest)
                .build();
    }

    private void changed(String id, Series state) {
        if (stopped.getAsBoolean() || !run.isBuilding()) {
            if (!state.hasEnded()) {
                SharedSampler.get().cancel(id);
            }
        } else if (state.hasEnded()) {
            if (state.ending().filter(Ending.CANCELLED::equals).isEmpty()) {
                ENDED.put(id, state.ending().filter(Ending.GOAL_REACHED::equals).isPresent());
                turn.run();
            }
        } else {
            say(state);
        }
    }

    /** The first gate that isn't green, if there is one. */
    private Reading read(PendingAdmission refused) throws IOException, LedgerException {
        Optional<Environment> rules = EnvironmentConfiguration.get().environment(refused.environment());
        if (rules.isEmpty()) {
            return Reading.broken("no environment");
        }
        Ledger ledger = ReleaseGatesHome.get().ledger();
        ClaimedChanges.Claim claim = ClaimedChanges.of(run, refused.environment(), refused.files());
        Optional<ChangeFact> paths = ObservedPaths.of(
                run, refused.subject(step), refused.decision().artifacts(), rules.get(), claim, ledger);
        Instant now = ApprovalDesk.now();
        List<GateResult> lacking = new Admissions(rules.get(), Optional.empty(), ledger.exemptions())
                        .with(ServiceHealth.found(rules.get(), claim, paths).gates())
                        .health(refused.subject(step), refused.decision().artifacts(), now)
                        .stream()
                        .filter(gate ->
                                !gate.advisory() && !gate.verdict().kind().admits())
                        .toList();
        return lacking.isEmpty()
                ? new Reading.Judged(Outcome.PASSED, "")
                : new Reading.Judged(
                        Outcome.of(lacking.get(0).verdict().kind()),
                        cut(lacking.get(0).gate()));
    }

    private static String cut(String text) {
        return text.length() <= Seen.MAX_VALUE ? text : text.substring(0, Seen.MAX_VALUE);
    }

    private void say(Series state) {
        if (!state.samples().isEmpty()) {
            Seen seen = state.samples().get(state.samples().size() - 1).seen().get(0);
            log.say(
                    seen.outcome().kind().admits()
                            ? Messages.HealthWait_Well(
                                    Texts.time(state.greenSince().orElse(ApprovalDesk.now())))
                            : Messages.HealthWait_NotWell(
                                    seen.value(), seen.outcome().words()));
        }
    }
}
