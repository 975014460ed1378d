package io.jenkins.plugins.releasegates.input;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered.Answer;
import io.jenkins.plugins.releasegates.build.StoppedBy;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * How an {@code input} step ended, as its flow node tells. A pipeline in the sandbox can't write what is read here.
 *
 * @param actor who ended it; without a name where nobody did
 */
record EndedInput(Answer answer, Actor actor) {

    /** Empty while it waits. */
    static Optional<EndedInput> of(FlowNode node) {
        for (PersistentAction action : node.getActions(PersistentAction.class)) {
            if (action.getClass().getName().equals(InputPlugin.SUBMITTED)) {
                return Optional.of(new EndedInput(Answer.PROCEEDED, InputPlugin.proceeded(action)));
            }
        }
        ErrorAction failed = node.getPersistentAction(ErrorAction.class);
        return failed == null ? Optional.empty() : Optional.of(of(failed.getError()));
    }

    private static EndedInput of(Throwable error) {
        if (error instanceof FlowInterruptedException interrupted) {
            for (CauseOfInterruption cause : interrupted.getCauses()) {
                if (cause.getClass().getName().equals(InputPlugin.REJECTION)) {
                    return new EndedInput(Answer.ABORTED, InputPlugin.rejected(cause));
                }
            }
        }
        return new EndedInput(Answer.UNANSWERED, StoppedBy.actor(error));
    }
}
