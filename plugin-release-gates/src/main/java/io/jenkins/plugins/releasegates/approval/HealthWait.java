package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sampling;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.sampler.Probe;
import io.jenkins.lib.releasegates.analysis.sampler.Question;
import io.jenkins.lib.releasegates.analysis.sampler.Reading;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
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
import java.util.Optional;
import java.util.Set;
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

    /** Waits that have ended, of which nobody has taken notice yet. */
    private static final Set<String> ENDED = ConcurrentHashMap.newKeySet();

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

    /** Whether it is to be waited; otherwise it has just been well for long enough, or it has taken too long. */
    boolean waits(PendingAdmission refused, Environment environment) {
        String id = SharedSampler.id(refused.build(), step);
        if (SharedSampler.get().isWaiting(id)) {
            return true;
        }
        Optional<Instant> deadline = deadline(refused, environment);
        if (ENDED.remove(id) || deadline.isEmpty()) {
            return false;
        }
        // While Jenkins shuts down nothing begins; it is taken up after the start.
        if (!SharedSampler.get().isClosed()) {
            begin(id, refused, environment, deadline.get());
        }
        return true;
    }

    private void begin(String id, PendingAdmission refused, Environment environment, Instant deadline) {
        Sampling owners = environment.health().sampling().orElseThrow();
        Instant now = ApprovalDesk.now();
        Sampling sampling = Sampling.untilGreen(
                owners.initialDelay(), owners.pause(), owners.steady(), Duration.between(now, deadline));
        log.say(Messages.HealthWait_Waits(environment.name(), Texts.time(deadline)));
        Question question = new Question(HEALTH + "\n" + id, PATIENCE, () -> read(refused));
        SharedSampler.get()
                .await(id, Series.start(sampling, List.of(HEALTH), now), Probe.judged(HEALTH, question), this::changed);
    }

    private void changed(String id, Series state) {
        if (stopped.getAsBoolean() || !run.isBuilding()) {
            if (!state.hasEnded()) {
                SharedSampler.get().cancel(id);
            }
        } else if (state.hasEnded()) {
            ENDED.add(id);
            turn.run();
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
        ClaimedChanges.Claim claim = ClaimedChanges.of(run, refused.environment());
        Optional<ChangeFact> paths = ObservedPaths.of(
                run,
                refused.subject(step),
                refused.decision().artifacts(),
                rules.get(),
                claim,
                ReleaseGatesHome.get().ledger());
        List<GateResult> lacking = ServiceHealth.found(rules.get(), claim, paths).gates().stream()
                .filter(gate -> !gate.advisory() && !gate.verdict().kind().admits())
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

    /** Until when it is waited; empty where too little of that is left to be well for as long as the owner demands. */
    private static Optional<Instant> deadline(PendingAdmission refused, Environment environment) {
        Sampling owners = environment.health().sampling().orElseThrow();
        Instant end = refused.entry().at().plus(owners.timeout());
        Duration least = owners.initialDelay().plus(owners.steady()).plus(owners.pause());
        return ApprovalDesk.now().plus(least).isBefore(end) ? Optional.of(end) : Optional.empty();
    }
}
