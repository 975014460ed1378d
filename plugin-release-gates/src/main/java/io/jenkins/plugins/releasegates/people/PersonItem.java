package io.jenkins.plugins.releasegates.people;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.plugins.releasegates.Messages;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** Accounts and addresses that belong to one person. What the profile of a user says counts for nothing: everybody edits their own. */
public final class PersonItem extends AbstractDescribableImpl<PersonItem> {

    private final String account;
    private String accounts = "";
    private String emails = "";

    /** With the account that the person is called by. */
    @DataBoundConstructor
    public PersonItem(String account) {
        this.account = account.trim();
    }

    public String getAccount() {
        return account;
    }

    public String getAccounts() {
        return accounts;
    }

    /** Other accounts of the same person, a line each. */
    @DataBoundSetter
    public void setAccounts(String accounts) {
        this.accounts = accounts;
    }

    public String getEmails() {
        return emails;
    }

    /** Addresses that the person commits with, a line each. */
    @DataBoundSetter
    public void setEmails(String emails) {
        this.emails = emails;
    }

    /** Whether it says who it is about. */
    public boolean isUsable() {
        return !account.isEmpty();
    }

    PersonAliases.Row row() {
        return new PersonAliases.Row(account, Set.copyOf(Lines.of(accounts)), Set.copyOf(Lines.of(emails)));
    }

    @Override
    public String toString() {
        return account + ": " + Lines.of(accounts) + Lines.of(emails);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PersonItem> {

        @Override
        public String getDisplayName() {
            return Messages.PersonItem_DisplayName();
        }

        /** A person needs an account here, or nobody could be kept from anything. */
        public FormValidation doCheckAccount(@QueryParameter String value) {
            return value.isBlank() ? FormValidation.error(Messages.PersonItem_NoAccount()) : FormValidation.ok();
        }
    }
}
