package io.jenkins.plugins.releasegates.approval;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.DetachedExecution;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One wait for people. It keeps the name of the environment and nothing else: how it stands is in the record. */
final class ReleaseApprovalExecution extends DetachedExecution {

    @Serial
    private static final long serialVersionUID = 1;

    private final String environment;

    ReleaseApprovalExecution(StepContext context, String environment) {
        super(context);
        this.environment = environment;
    }

    @Override
    protected void work(boolean resumed) throws Exception {
        StepContext context = getContext();
        Run<?, ?> run = Objects.requireNonNull(context.get(Run.class), "a build");
        TaskListener listener = Objects.requireNonNull(context.get(TaskListener.class), "a log");
        String step =
                Objects.requireNonNull(context.get(FlowNode.class), "a node").getId();
        Optional<Event.DecisionMade> decided;
        try {
            decided = decide(run, step, listener);
        } catch (LedgerException e) {
            throw new AbortException(
                    Messages.ReleaseApprovalStep_NotRecorded(environment, String.valueOf(e.getMessage())));
        }
        if (decided.isPresent()) {
            end(decided.get(), listener);
        }
    }

    @Override
    protected boolean goesOnWaiting() throws InterruptedException {
        return UnmovedWait.goesOn(getContext(), this::resume);
    }

    private Optional<Event.DecisionMade> decide(Run<?, ?> run, String step, TaskListener listener)
            throws IOException, LedgerException {
        Ledger ledger = ReleaseGatesHome.get().ledger();
        PendingAdmission pending = PendingAdmission.of(
                        ledger, ReleaseAuditAction.of(run).getBuildId(), environment, Set.of())
                .orElseThrow(() -> new AbortException(Messages.ReleaseApprovalStep_NotAsked(environment)));
        return new ApprovalSeeker(run, step, listener, pending, this::repeat, this::isStopped).seek();
    }

    private void end(Event.DecisionMade decision, TaskListener listener) throws AbortException {
        boolean admits = decision.effect().admits();
        String words = (admits ? "Admitted to " : "NOT admitted to ") + environment + ". " + decision.explanation();
        if (!admits) {
            throw new AbortException(words);
        }
        listener.getLogger().println(StepSurroundings.line(words));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("environment", environment);
        answer.put("admitted", true);
        answer.put("decision", decision.outcome().name());
        answer.put("explanation", decision.explanation());
        succeed(answer);
    }

    @Override
    public void stop(Throwable cause) {
        stopping(cause);
        StoppedStep.abort(getContext(), cause, () -> super.stop(cause));
    }
}
