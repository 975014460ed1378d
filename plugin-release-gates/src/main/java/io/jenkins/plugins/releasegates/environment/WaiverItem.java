package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.WaiverDefinition;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.people.Lines;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What people may let through although it doesn't pass, as the owner of an environment fills it in. */
public final class WaiverItem extends AbstractDescribableImpl<WaiverItem> {

    private String gates = "";
    private String longest = "7d";
    private String breakGlass = "";

    /** Nothing so far. */
    @DataBoundConstructor
    public WaiverItem() {}

    public String getGates() {
        return gates;
    }

    /** Names of gates that may be waived, or patterns. */
    @DataBoundSetter
    public void setGates(String gates) {
        this.gates = gates;
    }

    public String getLongest() {
        return longest;
    }

    /** How long a waiver counts at most. */
    @DataBoundSetter
    public void setLongest(String longest) {
        this.longest = longest.trim();
    }

    public String getBreakGlass() {
        return breakGlass;
    }

    /** How long an emergency lasts that two people have declared; empty where nobody can. */
    @DataBoundSetter
    public void setBreakGlass(String breakGlass) {
        this.breakGlass = breakGlass.trim();
    }

    WaiverDefinition definition() {
        return new WaiverDefinition(Lines.of(gates), longest, breakGlass);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<WaiverItem> {

        @Override
        public String getDisplayName() {
            return Messages.WaiverItem_DisplayName();
        }

        /** The same check as of the whole, of one field. */
        @POST
        public FormValidation doCheckGates(@QueryParameter String value) {
            return check("waivers.gates", new WaiverDefinition(Lines.of(value), "", ""));
        }

        /** The same check as of the whole, of one field. */
        @POST
        public FormValidation doCheckLongest(@QueryParameter String value) {
            return check("waivers.longest", new WaiverDefinition(List.of(), value.trim(), ""));
        }

        /** The same check as of the whole, of one field. */
        @POST
        public FormValidation doCheckBreakGlass(@QueryParameter String value) {
            return check("waivers.breakGlass", new WaiverDefinition(List.of(), "", value.trim()));
        }

        private static FormValidation check(String field, WaiverDefinition waivers) {
            EnvironmentOwners.checkForm();
            return EnvironmentItem.DescriptorImpl.check(
                    field,
                    new EnvironmentDefinition("x", "", "", List.of(), List.of(), "", "", List.of(), List.of())
                            .with(waivers));
        }
    }
}
