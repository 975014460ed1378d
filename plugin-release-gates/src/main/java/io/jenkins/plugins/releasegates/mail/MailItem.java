package io.jenkins.plugins.releasegates.mail;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.mail.MailAddress;
import io.jenkins.lib.releasegates.audit.mail.MailSettings;
import io.jenkins.lib.releasegates.audit.mail.MailTarget;
import io.jenkins.lib.releasegates.audit.message.Selection;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** People who are told of entries of the ledger by mail, as an administrator fills it in. */
public final class MailItem extends AbstractDescribableImpl<MailItem> {

    private final String name;
    private String to = "";
    private boolean toAsked;
    private boolean toAsker;
    private String kinds = "";
    private String environments = "";
    private boolean persons;

    /** With what people know it by. */
    @DataBoundConstructor
    public MailItem(String name) {
        this.name = name.trim();
    }

    public String getName() {
        return name;
    }

    public String getTo() {
        return to;
    }

    /** Addresses that are told of everything that is selected, separated by commas or lines. */
    @DataBoundSetter
    public void setTo(String to) {
        this.to = to.trim();
    }

    public boolean isToAsked() {
        return toAsked;
    }

    /** Whether the people are told who are asked and may answer. */
    @DataBoundSetter
    public void setToAsked(boolean toAsked) {
        this.toAsked = toAsked;
    }

    public boolean isToAsker() {
        return toAsker;
    }

    /** Whether who asked, or started it, is told of answers and ends. */
    @DataBoundSetter
    public void setToAsker(boolean toAsker) {
        this.toAsker = toAsker;
    }

    public String getKinds() {
        return kinds;
    }

    /** Kinds of events, separated by commas; what people are asked, what comes of it and how deployments end when it is empty. */
    @DataBoundSetter
    public void setKinds(String kinds) {
        this.kinds = kinds.trim();
    }

    public String getEnvironments() {
        return environments;
    }

    /** Environments that entries have to name, separated by commas; all entries when it is empty. */
    @DataBoundSetter
    public void setEnvironments(String environments) {
        this.environments = environments.trim();
    }

    public boolean isPersons() {
        return persons;
    }

    /** Whether a mail says who acted. */
    @DataBoundSetter
    public void setPersons(boolean persons) {
        this.persons = persons;
    }

    /** How far it was a minute ago, a sentence for the form; empty when that isn't known. */
    public String getProgress() {
        return ReleaseGatesHome.get()
                .delivery(name)
                .map(state -> Messages.WebhookItem_Progress(state.entries(), state.behind()))
                .orElse("");
    }

    /**
     * The target itself.
     *
     * @throws IllegalArgumentException when it can't be one, with what is allowed
     */
    @Restricted(NoExternalUse.class)
    public Target target(Ledger ledger) {
        List<String> listed = MailAddress.list(to);
        if (listed.isEmpty() && !toAsked && !toAsker) {
            throw new IllegalArgumentException(Messages.MailItem_Nobody());
        }
        MailSettings settings = new MailSettings(
                name,
                listed,
                toAsked,
                Selection.parse(kinds.isEmpty() ? String.join(",", MailSettings.KINDS) : kinds, environments),
                persons,
                ReleaseGatesHome.get().address());
        return new MailTarget(
                settings, new JenkinsMail(), new PeopleOfJenkins(ledger, toAsked, toAsker), InstantSource.system());
    }

    /** What it is, for the record; without addresses, which are of persons. */
    @Restricted(NoExternalUse.class)
    public String place() {
        return "mail to " + addresses()
                + (toAsked ? ", who is asked" : "")
                + (toAsker ? ", who asked" : "")
                + (kinds.isEmpty() ? "" : ", kinds " + kinds)
                + (environments.isEmpty() ? "" : ", environments " + environments)
                + (persons ? ", persons named" : "");
    }

    private String addresses() {
        long listed = MailAddress.count(to);
        return listed + (listed == 1 ? " listed address" : " listed addresses");
    }

    /** What the record may learn of as "another one" alone: addresses are of persons. */
    @Restricted(NoExternalUse.class)
    public Map<String, String> secrets() {
        return to.isEmpty() ? Map.of() : Map.of("list of addresses", to);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<MailItem> {

        @Override
        public String getDisplayName() {
            return Messages.MailItem_DisplayName();
        }

        /** Why nothing can be sent as Jenkins is set up, a sentence; empty when it could be tried. */
        public String getProblem() {
            return JenkinsMail.problem().map(Messages::MailItem_Problem).orElse("");
        }

        /** The name is one. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return Target.NAME.matcher(value.trim()).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.MailItem_BadName(value));
        }

        /** All of them are addresses. */
        @POST
        public FormValidation doCheckTo(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            try {
                MailAddress.list(value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }

        /** All of them are kinds of events. */
        @POST
        public FormValidation doCheckKinds(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            try {
                Selection.parse(value, "");
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }
    }
}
