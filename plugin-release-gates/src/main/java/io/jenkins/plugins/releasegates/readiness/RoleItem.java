package io.jenkins.plugins.releasegates.readiness;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import io.jenkins.plugins.releasegates.people.Lines;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Who is in a role of a checklist: accounts, and groups as approval rules name them. */
public final class RoleItem extends AbstractDescribableImpl<RoleItem> {

    private final String name;
    private String users = "";
    private String groups = "";

    /** With the name by which items of checklists ask for it. */
    @DataBoundConstructor
    public RoleItem(String name) {
        this.name = name.trim();
    }

    public String getName() {
        return name;
    }

    public String getUsers() {
        return users;
    }

    /** Accounts, a line each. */
    @DataBoundSetter
    public void setUsers(String users) {
        this.users = users.trim();
    }

    public String getGroups() {
        return groups;
    }

    /** Groups, a line each. */
    @DataBoundSetter
    public void setGroups(String groups) {
        this.groups = groups.trim();
    }

    /** Whether that account is in it at this moment; every account of a person counts like the one that is listed. */
    boolean has(String account, KnownPeople people) {
        Person person = people.aliases().ofAccount(account);
        return Lines.of(users).stream()
                        .anyMatch(user -> people.aliases().ofAccount(user).equals(person))
                || Lines.of(groups).stream().anyMatch(group -> people.isMember(account, group));
    }

    /** Who it is, in words. */
    String words() {
        List<String> words = new ArrayList<>(Lines.of(users));
        Lines.of(groups).forEach(group -> words.add(Messages.RoleItem_Group(group)));
        return String.join(", ", words);
    }

    @Override
    public String toString() {
        return name + ": " + words();
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<RoleItem> {

        @Override
        public String getDisplayName() {
            return Messages.RoleItem_DisplayName();
        }

        /** Items name it. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return value.isBlank() ? FormValidation.error(Messages.RoleItem_NoName()) : FormValidation.ok();
        }
    }
}
