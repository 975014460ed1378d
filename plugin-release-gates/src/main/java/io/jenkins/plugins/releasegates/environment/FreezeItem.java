package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.plugins.releasegates.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** A time in which an environment takes nothing. */
public final class FreezeItem extends AbstractDescribableImpl<FreezeItem> {

    private final String from;
    private final String until;
    private final String reason;

    /** Local times of the environment; the second one is the first moment after it. */
    @DataBoundConstructor
    public FreezeItem(String from, String until, String reason) {
        this.from = from.trim();
        this.until = until.trim();
        this.reason = reason.trim();
    }

    public String getFrom() {
        return from;
    }

    public String getUntil() {
        return until;
    }

    public String getReason() {
        return reason;
    }

    EnvironmentDefinition.FrozenTime frozen() {
        return new EnvironmentDefinition.FrozenTime(from, until, reason);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<FreezeItem> {

        @Override
        public String getDisplayName() {
            return Messages.FreezeItem_DisplayName();
        }
    }
}
