package io.jenkins.plugins.releasegates.input;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ApprovalDesk;
import io.jenkins.plugins.releasegates.audit.RecordListener;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.FewAtATime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Folds answers to plain {@code input} steps into the record of their build: at once where the build has one, else with its first entry. A build that
 * never gets one leaves no trace there.
 */
@Extension
public final class InputAnswers implements RecordListener {

    private static final Logger LOGGER = Logger.getLogger(InputAnswers.class.getName());

    /** After a restart all builds are there at once. */
    private static final FewAtATime FOLDED = new FewAtATime();

    @Override
    public void recorded(Run<?, ?> run) {
        fold(run);
    }

    /** In the background: all of this build that have ended and aren't in the record. Each is there once, however often this is called. */
    static void fold(Run<?, ?> run) {
        AskedInputs asked = run.getAction(AskedInputs.class);
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        if (asked != null && !asked.all().isEmpty() && audit != null && audit.isRecorded()) {
            FOLDED.submit(() -> fold(run, asked, audit.getBuildId()));
        }
    }

    private static void fold(Run<?, ?> run, AskedInputs asked, String build) {
        synchronized (ApprovalDesk.lock(build)) {
            try {
                FlowExecutionOwner owner =
                        run instanceof FlowExecutionOwner.Executable pipeline ? pipeline.asFlowExecutionOwner() : null;
                FlowExecution execution = owner == null ? null : owner.get();
                for (AskedInput input : asked.all()) {
                    FlowNode node = execution == null ? null : execution.getNode(input.node());
                    Optional<EndedInput> ended = node == null ? Optional.empty() : EndedInput.of(node);
                    if (ended.isPresent() && record(ReleaseGatesHome.get().ledger(), build, input, ended.get())) {
                        asked.remove(input);
                        run.save();
                    }
                }
            } catch (IOException | LedgerException e) {
                LOGGER.log(Level.WARNING, e, () -> "An answer to an input step of " + run + " is not recorded yet");
            }
        }
    }

    /** Whether it is in the record now. */
    private static boolean record(Ledger ledger, String build, AskedInput input, EndedInput ended)
            throws LedgerException {
        List<TrailEntry> entries = ledger.entriesOf(build);
        boolean there = entries.stream()
                .anyMatch(entry -> entry.kind().equals(InputAnswered.KIND)
                        && entry.subject().path("step").asText().equals(input.node()));
        Optional<TrailEntry> sibling =
                entries.stream().filter(entry -> entry.subject().has("origin")).findFirst();
        if (there || sibling.isEmpty()) {
            return there;
        }
        EntrySubject subject = EntrySubject.of(sibling.get());
        subject.json().remove("title");
        subject.json().put("step", input.node());
        ledger.record(
                new InputAnswered(input.input(), ended.answer(), input.parameters()),
                subject,
                ended.actor(),
                Map.of(InputAnswered.MESSAGE, input.message()),
                ApprovalDesk.now());
        return true;
    }
}
