package io.jenkins.plugins.releasegates.gate;

import hudson.AbortException;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A gate that judges by itself and without a policy, a metric gate for example: recorded like the decisions of {@code qualityGate}, and it acts on the
 * build as they do. It never admits.
 */
@Restricted(NoExternalUse.class)
public final class JudgedElsewhere {

    /** Nobody relies on it later: it is about the build alone. */
    private static final Duration VALID_FOR = Duration.ofHours(24);

    private static final Object[] LOCKS = Stream.generate(Object::new).limit(64).toArray();

    private JudgedElsewhere() {}

    /** What is to be recorded. */
    public interface Judgement {

        /** Of each gate; at least one. */
        List<GateResult> results();

        /** What it was judged from. */
        Evidence evidence();

        /** Over all that is demanded. */
        Digest demand();
    }

    /**
     * Records it, unless this step has its decision already, and acts on the build.
     *
     * @param title what pages call it
     * @throws AbortException when the decision fails the build, and when nothing could be recorded
     */
    public static Map<String, Object> act(StepSurroundings at, String title, Judgement judgement) throws IOException {
        Judged judged;
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            // Whoever is stopped at the moment in which it passes has one decision of both.
            synchronized (LOCKS[Math.floorMod(at.run().getExternalizableId().hashCode(), LOCKS.length)]) {
                Optional<Judged> earlier = before(ledger, at);
                judged = earlier.isPresent() ? earlier.get() : record(ledger, at, title, judgement);
            }
        } catch (LedgerException e) {
            throw new AbortException("Not judged, since it can not be recorded: " + e.getMessage());
        }
        DecisionWords.log(judged).forEach(at::log);
        BuildEffect.apply(judged, at);
        return DecisionWords.forJenkinsfile(judged, Evidence.none());
    }

    private static Optional<Judged> before(Ledger ledger, StepSurroundings at) throws IOException, LedgerException {
        return Judged.of(ledger.entriesOf(ReleaseAuditAction.of(at.run()).getBuildId()), at.step());
    }

    private static Judged record(Ledger ledger, StepSurroundings at, String title, Judgement judgement)
            throws IOException, LedgerException {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        ReleaseContext context = new ReleaseContext(
                BuildSubject.of(at, Optional.of(title)),
                judgement.evidence(),
                Baseline.notNeeded(),
                Purpose.JUDGEMENT,
                now);
        Judged judged = Judged.of(ledger.record(
                Evaluation.decide(title, judgement.demand(), VALID_FOR, context, judgement.results()),
                context,
                BuildActor.of(at.run())));
        ConfigurationEdits.remember(at.run().getParent());
        ReleaseAuditAction.of(at.run()).recorded();
        return judged;
    }
}
