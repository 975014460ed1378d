package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.environment.Entrance;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.environment.WaiverDefinition;
import io.jenkins.lib.releasegates.health.HealthDefinition;
import io.jenkins.lib.releasegates.health.HealthReading;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import io.jenkins.plugins.releasegates.people.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An environment as its owner fills it in. Lists are texts with an item per line, as forms have them. */
public final class EnvironmentItem extends AbstractDescribableImpl<EnvironmentItem> {

    private final String name;
    private final String policy;
    private String after = "";
    private String jobs = "";
    private String branches = "";
    private String repeated = Entrance.Repeated.REFUSE.name();
    private String timeZone = "UTC";
    private String hours = "";
    private List<FreezeItem> freezes = new ArrayList<>();
    private boolean newestOnly;
    private List<EnvironmentSecretItem> secrets = new ArrayList<>();
    private @Nullable ApprovalItem approval;
    private @Nullable WaiverItem waivers;
    // Null in what an earlier version has saved.
    private @Nullable String calendar;
    // Null in what an earlier version has saved.
    private @Nullable String errorBudget;
    private @Nullable String health;
    private @Nullable String objectives;
    private @Nullable String objectivesConnection;
    private boolean objectivesRecorded;

    /** With its name, and the content of its policy. */
    @DataBoundConstructor
    public EnvironmentItem(String name, String policy) {
        this.name = name.trim();
        this.policy = policy;
    }

    public String getName() {
        return name;
    }

    public String getPolicy() {
        return policy;
    }

    public String getErrorBudget() {
        return Util.fixNull(errorBudget);
    }

    /** The content of the error-budget policy; there is none where it is empty. */
    @DataBoundSetter
    public void setErrorBudget(@Nullable String errorBudget) {
        this.errorBudget = Util.fixEmpty(errorBudget);
    }

    public String getHealth() {
        return Util.fixNull(health);
    }

    /** What the running service is asked, as a file of kind ServiceHealth; nothing where it is empty. */
    @DataBoundSetter
    public void setHealth(@Nullable String health) {
        this.health = Util.fixEmpty(health);
    }

    public String getObjectives() {
        return Util.fixNull(objectives);
    }

    /** Service level objectives whose error budgets are measured, as OpenSLO or Sloth files; none where it is empty. */
    @DataBoundSetter
    public void setObjectives(@Nullable String objectives) {
        this.objectives = Util.fixEmpty(objectives);
    }

    public String getObjectivesConnection() {
        return Util.fixNull(objectivesConnection);
    }

    /** Name of the connection that measures them. */
    @DataBoundSetter
    public void setObjectivesConnection(@Nullable String objectivesConnection) {
        this.objectivesConnection = Util.fixEmptyAndTrim(objectivesConnection);
    }

    public boolean isObjectivesRecorded() {
        return objectivesRecorded;
    }

    /** Whether what Sloth's recording rules have left is read, in place of asking the queries of the objectives. */
    @DataBoundSetter
    public void setObjectivesRecorded(boolean objectivesRecorded) {
        this.objectivesRecorded = objectivesRecorded;
    }

    public String getAfter() {
        return after;
    }

    /** Name of the environment that an artifact has to be deployed in before. */
    @DataBoundSetter
    public void setAfter(String after) {
        this.after = after.trim();
    }

    public String getJobs() {
        return jobs;
    }

    /** Patterns of full names of the jobs that may come. */
    @DataBoundSetter
    public void setJobs(String jobs) {
        this.jobs = jobs;
    }

    public String getBranches() {
        return branches;
    }

    /** Patterns of their branches. */
    @DataBoundSetter
    public void setBranches(String branches) {
        this.branches = branches;
    }

    public String getRepeated() {
        return repeated;
    }

    /** What a Replay or a Restart from Stage means. */
    @DataBoundSetter
    public void setRepeated(String repeated) {
        this.repeated = repeated;
    }

    public String getTimeZone() {
        return timeZone;
    }

    /** Of hours and freezes. */
    @DataBoundSetter
    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone.trim();
    }

    public String getHours() {
        return hours;
    }

    /** When it takes artifacts. */
    @DataBoundSetter
    public void setHours(String hours) {
        this.hours = hours;
    }

    public List<FreezeItem> getFreezes() {
        return List.copyOf(freezes);
    }

    /** When it takes none. */
    @DataBoundSetter
    public void setFreezes(List<FreezeItem> freezes) {
        this.freezes = new ArrayList<>(freezes);
    }

    public String getCalendar() {
        return Util.fixNull(calendar);
    }

    /** More of these, as the text of an iCalendar. */
    @DataBoundSetter
    public void setCalendar(@Nullable String calendar) {
        this.calendar = Util.fixEmpty(calendar);
    }

    public boolean isNewestOnly() {
        return newestOnly;
    }

    /** Whether of those that wait for a deployment to end only the newest goes on. */
    @DataBoundSetter
    public void setNewestOnly(boolean newestOnly) {
        this.newestOnly = newestOnly;
    }

    public List<EnvironmentSecretItem> getSecrets() {
        return List.copyOf(secrets);
    }

    /** What the body of a deployment gets to know. */
    @DataBoundSetter
    public void setSecrets(List<EnvironmentSecretItem> secrets) {
        this.secrets = new ArrayList<>(secrets);
    }

    public @Nullable ApprovalItem getApproval() {
        return approval;
    }

    /** Who has to approve; nobody has to where there is none. */
    @DataBoundSetter
    public void setApproval(@Nullable ApprovalItem approval) {
        this.approval = approval;
    }

    public @Nullable WaiverItem getWaivers() {
        return waivers;
    }

    /** What people may let through although it doesn't pass; nothing where there is none. */
    @DataBoundSetter
    public void setWaivers(@Nullable WaiverItem waivers) {
        this.waivers = waivers;
    }

    /** What is wrong with it besides its {@link #definition}, a sentence each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        secrets.stream()
                .filter(secret -> !secret.isUsable())
                .forEach(secret -> troubles.add(Messages.EnvironmentSecretItem_BadName(secret.getName())));
        if (approval != null) {
            troubles.addAll(approval.troubles());
        }
        return troubles;
    }

    private HealthDefinition health() {
        return new HealthDefinition(
                getHealth(), getObjectives(), getObjectivesConnection(), objectivesRecorded, getErrorBudget());
    }

    EnvironmentDefinition definition() {
        return new EnvironmentDefinition(
                name,
                after,
                policy,
                Lines.of(jobs),
                Lines.of(branches),
                repeated,
                timeZone,
                Lines.of(hours),
                freezes.stream().map(FreezeItem::frozen).toList(),
                approval == null ? ApprovalDefinition.NONE : approval.definition(),
                waivers == null ? WaiverDefinition.NONE : waivers.definition(),
                getCalendar(),
                health(),
                "");
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<EnvironmentItem> {

        @Override
        public String getDisplayName() {
            return Messages.EnvironmentItem_DisplayName();
        }

        /** What a Replay can mean. */
        public ListBoxModel doFillRepeatedItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.EnvironmentItem_Refuse(), Entrance.Repeated.REFUSE.name());
            items.add(Messages.EnvironmentItem_Allow(), Entrance.Repeated.ALLOW.name());
            return items;
        }

        /** It is part of addresses. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            return EnvironmentValidation.isName(value.trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.EnvironmentItem_BadName(value));
        }

        /** All that is wrong with it, each with its line. */
        @POST
        public FormValidation doCheckPolicy(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            if (value.isBlank()) {
                return FormValidation.error(Messages.EnvironmentItem_NoPolicy());
            }
            List<PolicyIssue> issues =
                    PolicyValidation.ofEnvironment(value, "policy").issues();
            return issues.isEmpty()
                    ? FormValidation.ok()
                    : FormValidation.error(
                            issues.stream().map(PolicyIssue::toString).collect(Collectors.joining("\n")));
        }

        /** The same check as of the whole, of one field. */
        @POST
        public FormValidation doCheckJobs(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            return check(
                    "jobs",
                    new EnvironmentDefinition("x", "", "", Lines.of(value), List.of(), "", "", List.of(), List.of()));
        }

        /** The same check as of the whole, of one field. */
        @POST
        public FormValidation doCheckBranches(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            return check(
                    "branches",
                    new EnvironmentDefinition("x", "", "", List.of(), Lines.of(value), "", "", List.of(), List.of()));
        }

        /** The same check as of the whole, of one field. */
        @POST
        public FormValidation doCheckTimeZone(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            return check(
                    "timeZone",
                    new EnvironmentDefinition(
                            "x", "", "", List.of(), List.of(), "", value.trim(), List.of(), List.of()));
        }

        /** The same check as of the whole, of one field. */
        @POST
        public FormValidation doCheckHours(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            return check(
                    "hours",
                    new EnvironmentDefinition("x", "", "", List.of(), List.of(), "", "", Lines.of(value), List.of()));
        }

        /** The error-budget policy can be read. */
        @POST
        public FormValidation doCheckErrorBudget(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            List<String> issues = ErrorBudgetRules.issues(value);
            return issues.isEmpty() ? FormValidation.ok() : FormValidation.error(String.join("\n", issues));
        }

        /** The questions can be read. */
        @POST
        public FormValidation doCheckHealth(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            return checkHealth(new HealthDefinition(value, "", "", false, ""), "health");
        }

        /** The objectives can be read, each with what it needs to be measured. */
        @POST
        public FormValidation doCheckObjectives(
                @QueryParameter String value,
                @QueryParameter String objectivesConnection,
                @QueryParameter String errorBudget) {
            EnvironmentOwners.checkForm();
            return checkHealth(
                    new HealthDefinition("", value, objectivesConnection.trim(), false, errorBudget), "objectives");
        }

        /** The connections there are, and the one that is named. */
        public ListBoxModel doFillObjectivesConnectionItems(@QueryParameter String objectivesConnection) {
            EnvironmentOwners.checkForm();
            return ConnectionConfiguration.all(objectivesConnection);
        }

        private static FormValidation checkHealth(HealthDefinition definition, String field) {
            List<String> issues = HealthReading.of(definition, field).issues().stream()
                    .map(PolicyIssue::toString)
                    .toList();
            return issues.isEmpty() ? FormValidation.ok() : FormValidation.error(String.join("\n", issues));
        }

        /** The same check as of the whole, of one field, with the line. */
        @POST
        public FormValidation doCheckCalendar(@QueryParameter String value) {
            EnvironmentOwners.checkForm();
            EnvironmentDefinition definition = new EnvironmentDefinition(
                            "x", "", "", List.of(), List.of(), "", "", List.of(), List.of())
                    .with(value);
            return EnvironmentValidation.of(List.of(definition)).issues().stream()
                    .filter(issue -> issue.path().equals("calendar"))
                    .findFirst()
                    .map(issue -> FormValidation.error(
                            Messages.EnvironmentItem_BadCalendar(issue.line(), issue.found(), issue.allowed())))
                    .orElseGet(FormValidation::ok);
        }

        static FormValidation check(String field, EnvironmentDefinition definition) {
            return EnvironmentValidation.of(List.of(definition)).issues().stream()
                    .filter(issue -> issue.path().startsWith(field))
                    .findFirst()
                    .map(issue -> FormValidation.error(Messages.EnvironmentItem_Issue(issue.found(), issue.allowed())))
                    .orElseGet(FormValidation::ok);
        }
    }
}
