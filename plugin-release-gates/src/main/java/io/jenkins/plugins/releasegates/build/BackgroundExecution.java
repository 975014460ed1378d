package io.jenkins.plugins.releasegates.build;

import io.jenkins.plugins.releasegates.Messages;
import java.io.IOException;
import java.io.Serial;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that works in the background, in a workspace; an agent that goes away and comes back ends nothing. */
public abstract class BackgroundExecution extends DetachedExecution {

    @Serial
    private static final long serialVersionUID = 1;

    /** How often an agent may go away; one that always does is likely to do so because of this work. */
    private static final int MOST_LOST = 3;

    /** What {@link #run} returns when it is not the end of the step. */
    protected static final Object GOES_ON = new Object();

    private transient int lost;

    protected BackgroundExecution(StepContext context) {
        super(context);
    }

    /** The work; what it returns is what the step returns, unless that is {@link #GOES_ON}. */
    protected abstract Object run(StepSurroundings surroundings) throws Exception;

    @Override
    protected final void work(boolean resumed) throws Exception {
        StepSurroundings surroundings;
        try {
            surroundings = StepSurroundings.of(getContext());
        } catch (IOException e) {
            if (!resumed) {
                throw e;
            }
            // The agent isn't back yet. When it never comes, Jenkins itself ends the block around this step.
            again();
            return;
        }
        if (resumed) {
            surroundings.log(Messages.BackgroundExecution_Again());
        }
        try {
            Object answer = run(surroundings);
            if (answer != GOES_ON) {
                succeed(answer);
            }
        } catch (AgentGoneException e) {
            if (++lost > MOST_LOST) {
                throw e;
            }
            again();
        }
    }
}
