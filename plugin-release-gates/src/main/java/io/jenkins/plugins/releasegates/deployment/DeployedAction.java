package io.jenkins.plugins.releasegates.deployment;

import hudson.model.BuildBadgeAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.releasegates.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where a build has deployed to, as a badge beside its number; the record has the whole story. */
public final class DeployedAction extends InvisibleAction implements BuildBadgeAction {

    private final List<String> environments = new ArrayList<>();

    private DeployedAction(List<String> environments) {
        this.environments.addAll(environments);
    }

    /** Adds an environment to those of that build. */
    static void add(Run<?, ?> run, String environment) throws IOException {
        DeployedAction before = run.getAction(DeployedAction.class);
        List<String> all = new ArrayList<>(before == null ? List.of() : before.environments);
        if (!all.contains(environment)) {
            all.add(environment);
            run.addOrReplaceAction(new DeployedAction(all));
            run.save();
        }
    }

    /** What the badge says. */
    public String getTooltip() {
        return Messages.DeployedAction_Tooltip(String.join(", ", environments));
    }

    public List<String> getEnvironments() {
        return List.copyOf(environments);
    }
}
