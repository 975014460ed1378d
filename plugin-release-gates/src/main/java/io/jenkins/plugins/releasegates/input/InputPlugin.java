package io.jenkins.plugins.releasegates.input;

import hudson.model.User;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStep;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;
import org.jenkinsci.plugins.workflow.support.steps.input.Rejection;
import org.jspecify.annotations.Nullable;

/** Speaks with the plugin pipeline-input-step. Loaded only once there is an object of one of its classes, since it need not be installed. */
final class InputPlugin {

    /** Name of the class of its step. */
    static final String STEP = "org.jenkinsci.plugins.workflow.support.steps.input.InputStep";

    /** Name of the class that tells of a flow node that somebody let go on. */
    static final String SUBMITTED = "org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction";

    /** Name of the cause that somebody declined. */
    static final String REJECTION = "org.jenkinsci.plugins.workflow.support.steps.input.Rejection";

    private InputPlugin() {}

    static AskedInput asked(Step step, String node) {
        InputStep input = (InputStep) step;
        return new AskedInput(
                node, input.getId(), input.getMessage(), input.getParameters().size());
    }

    static Actor proceeded(PersistentAction submitted) {
        String account = ((InputSubmittedAction) submitted).getApprover();
        return actor(account, account == null ? null : User.getById(account, false));
    }

    static Actor rejected(CauseOfInterruption rejection) {
        User user = ((Rejection) rejection).getUser();
        return actor(user == null ? null : user.getId(), user);
    }

    private static Actor actor(@Nullable String account, @Nullable User user) {
        return account == null
                ? new Actor("", "nobody who was signed in", Actor.Means.UNKNOWN)
                : new Actor(account, user == null ? account : user.getDisplayName(), Actor.Means.UNKNOWN);
    }
}
