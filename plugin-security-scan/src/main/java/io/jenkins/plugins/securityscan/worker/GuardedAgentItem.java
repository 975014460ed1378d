package io.jenkins.plugins.securityscan.worker;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.SecurityScanHome;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An agent on which builds can't write what scans are made with. */
public final class GuardedAgentItem extends AbstractDescribableImpl<GuardedAgentItem> {

    private static final Pattern ABSOLUTE = Pattern.compile("/[^/].*|[A-Za-z]:[/\\\\].+");

    private final String agent;
    private final String home;

    /** With the folder on that agent which holds the worker and its database. */
    @DataBoundConstructor
    public GuardedAgentItem(String agent, String home) {
        this.agent = agent.trim();
        this.home = home.trim();
    }

    public String getAgent() {
        return agent;
    }

    public String getHome() {
        return home;
    }

    /** Whether it is one at all; anything else vouches for nothing. */
    boolean isUsable() {
        return !agent.isEmpty() && ABSOLUTE.matcher(home).matches();
    }

    /** For forms. */
    @Extension
    @Symbol("guardedAgent")
    public static final class DescriptorImpl extends Descriptor<GuardedAgentItem> {

        @Override
        public String getDisplayName() {
            return Messages.GuardedAgentItem_DisplayName();
        }

        /** There is such an agent now; it may also come later. */
        @POST
        public FormValidation doCheckAgent(@QueryParameter String value) {
            SecurityScanHome.checkConfigure();
            if (value.isBlank()) {
                return FormValidation.error(Messages.GuardedAgentItem_NoAgent());
            }
            return Jenkins.get().getNode(value.trim()) == null
                    ? FormValidation.warning(Messages.GuardedAgentItem_UnknownAgent(value.trim()))
                    : FormValidation.ok();
        }

        /** It is the absolute path of a folder. */
        @POST
        public FormValidation doCheckHome(@QueryParameter String value) {
            SecurityScanHome.checkConfigure();
            return ABSOLUTE.matcher(value.trim()).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.GuardedAgentItem_NoPath(value.trim()));
        }
    }
}
