package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.approval.ApprovalRule;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.ReasonRule;
import io.jenkins.lib.releasegates.authorship.TrustedSigners;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.people.PasswordCheck;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Who has to approve before artifacts enter an environment, as its owner fills it in. Nobody approves their own, unless the owner says so here. */
public final class ApprovalItem extends AbstractDescribableImpl<ApprovalItem> {

    private static final String CLAIMED = "claimed";
    private static final String VERIFIED = "verified";

    private final String rule;
    private String timeout = "24h";
    private @Nullable String reminder;
    private boolean reasonMandatory;
    private String ticket = "";
    private boolean startersMayApprove;
    private boolean authorsMayApprove;
    private boolean configurersMayApprove;
    private String unknownAuthors = "";
    private List<SourceItem> sources = new ArrayList<>();
    // Null in what an earlier version has saved.
    private @Nullable String signers;
    private @Nullable String authors;
    private boolean reauthenticate;

    /** By that rule. */
    @DataBoundConstructor
    public ApprovalItem(String rule) {
        this.rule = rule.trim();
    }

    public String getRule() {
        return rule;
    }

    public String getTimeout() {
        return timeout;
    }

    /** How long a request waits. */
    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = timeout.trim();
    }

    public String getReminder() {
        return reminder == null ? "" : reminder;
    }

    /** After which time people are reminded, and again; empty for never. */
    @DataBoundSetter
    public void setReminder(String reminder) {
        this.reminder = Util.fixEmptyAndTrim(reminder);
    }

    public boolean isReasonMandatory() {
        return reasonMandatory;
    }

    /** Whether every answer needs a reason. */
    @DataBoundSetter
    public void setReasonMandatory(boolean reasonMandatory) {
        this.reasonMandatory = reasonMandatory;
    }

    public String getTicket() {
        return ticket;
    }

    /** What has to be found in a reason. */
    @DataBoundSetter
    public void setTicket(String ticket) {
        this.ticket = ticket;
    }

    public boolean isStartersMayApprove() {
        return startersMayApprove;
    }

    /** Whether those may approve who have started the build. */
    @DataBoundSetter
    public void setStartersMayApprove(boolean startersMayApprove) {
        this.startersMayApprove = startersMayApprove;
    }

    public boolean isAuthorsMayApprove() {
        return authorsMayApprove;
    }

    /** Whether those may approve whose changes it holds. */
    @DataBoundSetter
    public void setAuthorsMayApprove(boolean authorsMayApprove) {
        this.authorsMayApprove = authorsMayApprove;
    }

    public boolean isConfigurersMayApprove() {
        return configurersMayApprove;
    }

    /** Whether those may approve who have edited the job. */
    @DataBoundSetter
    public void setConfigurersMayApprove(boolean configurersMayApprove) {
        this.configurersMayApprove = configurersMayApprove;
    }

    public String getUnknownAuthors() {
        return unknownAuthors;
    }

    /** The group of which one more has to approve where authorship isn't known. */
    @DataBoundSetter
    public void setUnknownAuthors(String unknownAuthors) {
        this.unknownAuthors = unknownAuthors.trim();
    }

    public List<SourceItem> getSources() {
        return List.copyOf(sources);
    }

    /** Where changes are looked up. */
    @DataBoundSetter
    public void setSources(List<SourceItem> sources) {
        this.sources = new ArrayList<>(sources);
    }

    public String getSigners() {
        return Util.fixNull(signers);
    }

    /** Keys whose signatures of commits count, as lines of an allowed_signers file. */
    @DataBoundSetter
    public void setSigners(@Nullable String signers) {
        this.signers = Util.fixEmpty(signers);
    }

    public String getAuthors() {
        return authors == null || authors.isEmpty() ? CLAIMED : authors;
    }

    /** Whether what commits say of their authors is taken for known, or signatures alone. */
    @DataBoundSetter
    public void setAuthors(@Nullable String authors) {
        this.authors = Util.fixEmptyAndTrim(authors);
    }

    public boolean isReauthenticate() {
        return reauthenticate;
    }

    /** Whether approvals and refusals need the password. */
    @DataBoundSetter
    public void setReauthenticate(boolean reauthenticate) {
        this.reauthenticate = reauthenticate;
    }

    /** What is wrong here as this Jenkins is now, a sentence each. */
    List<String> troubles() {
        return reauthenticate ? PasswordCheck.trouble().stream().toList() : List.of();
    }

    ApprovalDefinition definition() {
        Set<Ground> enforced = EnumSet.allOf(Ground.class);
        if (startersMayApprove) {
            enforced.remove(Ground.STARTED);
        }
        if (authorsMayApprove) {
            enforced.remove(Ground.CHANGED);
        }
        if (configurersMayApprove) {
            enforced.remove(Ground.CONFIGURED);
        }
        return new ApprovalDefinition(
                rule,
                timeout,
                reasonMandatory,
                ticket,
                enforced,
                unknownAuthors,
                sources.stream().map(SourceItem::source).toList(),
                getReminder(),
                getSigners(),
                // As nobody could say otherwise before.
                getAuthors().equals(CLAIMED) ? "" : getAuthors(),
                reauthenticate);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ApprovalItem> {

        @Override
        public String getDisplayName() {
            return Messages.ApprovalItem_DisplayName();
        }

        /** What is wrong with it, with its column. */
        @POST
        public FormValidation doCheckRule(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            Issues issues = new Issues("rule");
            ApprovalRule.read(value.trim(), issues);
            return said(issues);
        }

        /** It may be an expression. */
        @POST
        public FormValidation doCheckTicket(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            Issues issues = new Issues("ticket");
            ReasonRule.read(true, value, issues);
            return said(issues);
        }

        /** What is wrong with it, with the line. */
        @POST
        public FormValidation doCheckSigners(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            Issues issues = new Issues("signers");
            TrustedSigners.read(value, issues);
            return said(issues);
        }

        /** Nobody could be verified without a key. */
        @POST
        public FormValidation doCheckAuthors(@QueryParameter String value, @QueryParameter String signers) {
            EnvironmentOwners.checkForm();
            return value.equals(VERIFIED)
                            && TrustedSigners.read(signers, new Issues("signers"))
                                    .isEmpty()
                    ? FormValidation.error(Messages.ApprovalItem_NoSigners())
                    : FormValidation.ok();
        }

        /** Some realms check no passwords. */
        @POST
        public FormValidation doCheckReauthenticate(@QueryParameter boolean value) {
            EnvironmentOwners.checkForm();
            return value
                    ? PasswordCheck.trouble().map(FormValidation::error).orElseGet(FormValidation::ok)
                    : FormValidation.ok();
        }

        /** What can be taken for known of authors. */
        public ListBoxModel doFillAuthorsItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.ApprovalItem_Claimed(), CLAIMED);
            items.add(Messages.ApprovalItem_Verified(), VERIFIED);
            return items;
        }

        private static FormValidation said(Issues issues) {
            return issues.none()
                    ? FormValidation.ok()
                    : FormValidation.error(
                            issues.inOrder().stream().map(PolicyIssue::toString).collect(Collectors.joining("\n")));
        }
    }
}
