package io.jenkins.plugins.releasegates.approval;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalReminded;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A wait for people that goes on as it was, since nothing has happened to it: the record of the build and the owner's rules tell, and nothing is judged.
 * So a restart costs next to nothing, however many wait. What isn't as it was is left to {@link ApprovalSeeker}, and so is every answer, which judges
 * everything anew.
 */
public final class UnmovedWait {

    private static final Logger LOGGER = Logger.getLogger(UnmovedWait.class.getName());

    private final Run<?, ?> run;
    private final String step;
    private final Runnable turn;
    private Starters.Also also = Starters.Also.NOBODY;
    private OptionalLong lookedUpTo = OptionalLong.empty();

    /** @param turn told when there is something to look at */
    public UnmovedWait(Run<?, ?> run, String step, Runnable turn) {
        this.run = run;
        this.step = step;
        this.turn = turn;
    }

    /**
     * Whether a step of a Pipeline goes on waiting for what it has asked itself; answers find it then.
     *
     * @param turn told when there is something to look at
     */
    public static boolean goesOn(StepContext context, Runnable turn) throws InterruptedException {
        try {
            Run<?, ?> run = context.get(Run.class);
            FlowNode node = context.get(FlowNode.class);
            if (run == null || node == null) {
                return false;
            }
            String step = node.getId();
            return new UnmovedWait(run, step, turn).goesOn(ledger -> asked(ledger, run, step));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A build that can't be loaded", e);
            return false;
        }
    }

    /** For something else that was started, as {@link ApprovalSeeker#startedAlsoBy}. */
    public UnmovedWait startedAlsoBy(List<Cause> causes, String name) {
        also = new Starters.Also(causes, name);
        return this;
    }

    /** Where it was looked at already: what the record held before that number changes nothing, what was deployed there since does. */
    public UnmovedWait since(long seq) {
        lookedUpTo = OptionalLong.of(seq);
        return this;
    }

    /** Whether people are waited for as before, who were asked about that decision; answers find the wait then. */
    public boolean goesOn(PendingAdmission judged) {
        return goesOn(judged::request);
    }

    /** Where the newest question is found. */
    private interface Question {
        Optional<TrailEntry> in(Ledger ledger) throws LedgerException;
    }

    private static Optional<TrailEntry> asked(Ledger ledger, Run<?, ?> run, String step) throws LedgerException {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        return audit == null
                ? Optional.empty()
                : ledger.approvals().of(audit.getBuildId()).stream()
                        .filter(asked -> asked.subject().path("step").asText().equals(step))
                        .reduce((earlier, later) -> later);
    }

    private boolean goesOn(Question question) {
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            Optional<TrailEntry> asked = question.in(ledger);
            if (asked.isEmpty()) {
                return false;
            }
            // An answer comes before, and is seen, or after, and finds this wait.
            synchronized (ApprovalDesk.lock(asked.get().build())) {
                Optional<Waiting> place = place(ledger, asked.get());
                place.ifPresent(ApprovalDesk.get()::wait);
                return place.isPresent();
            }
        } catch (LedgerException | RuntimeException e) {
            // Whoever looks more closely tells why.
            LOGGER.log(Level.FINE, e, () -> "It can't be told how step " + step + " of " + run + " stands");
            return false;
        }
    }

    private Optional<Waiting> place(Ledger ledger, TrailEntry asked) throws LedgerException {
        Optional<PendingAdmission> about =
                PendingAdmission.by(ledger, ledger.approvals().asked(asked).decision());
        if (about.isEmpty() || hasMoved(ledger, asked, about.get().environment())) {
            return Optional.empty();
        }
        Optional<Environment> rules = EnvironmentConfiguration.get()
                .environment(about.get().environment())
                .filter(environment -> about.get().isUnder(environment.rules()));
        if (rules.isEmpty() || run.getAction(ApprovalAction.class) == null) {
            return Optional.empty();
        }
        Approvals.Standing standing = KeptRequests.standing(ledger, run, asked);
        ApprovalRequest request = standing.request();
        Instant now = ApprovalDesk.now();
        if (!also.isIn(request.exclusions()) || request.expire(now) != request) {
            return Optional.empty();
        }
        // What was approved before the environment opens is judged when it does.
        Optional<Instant> opens = request.status() == Status.APPROVED
                ? rules.get().times().opens(now).filter(now::isBefore)
                : Optional.empty();
        return request.status() == Status.WAITING || opens.isPresent()
                ? Optional.of(Waiting.of(run, step, about.get(), standing, opens, turn))
                : Optional.empty();
    }

    /** Whether the record of the build has more to tell since people were asked than what they answered, and what is about other environments. */
    private boolean hasMoved(Ledger ledger, TrailEntry asked, String environment) throws LedgerException {
        long since = Math.max(asked.seq() + 1, lookedUpTo.orElse(0));
        for (TrailEntry entry : ledger.entriesOf(asked.build())) {
            if (entry.seq() >= since && !isOf(asked, entry) && !isElsewhere(entry, environment)) {
                return true;
            }
        }
        // From there on changes are counted anew.
        return lookedUpTo.isPresent() && ledger.promotions().hasEndedSince(environment, since);
    }

    private static boolean isOf(TrailEntry asked, TrailEntry entry) {
        return switch (entry.kind()) {
            case ApprovalAnswered.KIND -> entry.body().path("request").asText().equals(asked.id());
            case ApprovalReminded.KIND -> entry.body().path("reminds").asText().equals(asked.id());
            default -> false;
        };
    }

    private static boolean isElsewhere(TrailEntry entry, String environment) {
        String about = entry.body().path("environment").path("name").asText();
        return !about.isEmpty() && !about.equals(environment);
    }
}
