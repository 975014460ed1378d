package io.jenkins.plugins.releasegates.people;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.Messages;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/** A group that approval rules can name, for security realms that have none of their own. */
public final class GroupItem extends AbstractDescribableImpl<GroupItem> {

    private final String name;
    private final String members;

    /**
     * With its name.
     *
     * @param members accounts, a line each
     */
    @DataBoundConstructor
    public GroupItem(String name, String members) {
        this.name = name.trim();
        this.members = members;
    }

    public String getName() {
        return name;
    }

    public String getMembers() {
        return members;
    }

    List<String> accounts() {
        return Lines.of(members);
    }

    @Override
    public String toString() {
        return name + ": " + Lines.of(members);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GroupItem> {

        @Override
        public String getDisplayName() {
            return Messages.GroupItem_DisplayName();
        }

        /** A rule has to be able to name it. */
        public FormValidation doCheckName(@QueryParameter String value) {
            return value.isBlank() ? FormValidation.error(Messages.GroupItem_NoName()) : FormValidation.ok();
        }
    }
}
