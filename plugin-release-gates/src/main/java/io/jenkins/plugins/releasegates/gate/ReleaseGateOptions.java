package io.jenkins.plugins.releasegates.gate;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.slo.policy.GivenAnswers;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import io.jenkins.plugins.releasegates.health.ClaimedChanges;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/**
 * What the Pipeline step {@code releaseGate} and the build step of a freestyle job have in common: all of it. Whatever is demanded here comes on top
 * of what the environment's owner demands.
 */
public final class ReleaseGateOptions extends AbstractDescribableImpl<ReleaseGateOptions> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String environment;
    private @Nullable String artifact;
    private @Nullable String policy;
    private @Nullable ArrayList<QualityGateItem> qualityGates;
    private @Nullable ArrayList<ReportItem> reports;
    private @Nullable String attestations;
    private @Nullable String id;
    private @Nullable String name;
    private boolean goesOn;
    private boolean waitForWaiver;
    private @Nullable String changeClass;
    private @Nullable ArrayList<String> labels;
    private @Nullable ArrayList<String> tickets;
    private @Nullable String postmortem;

    /** For the environment of that name. */
    @DataBoundConstructor
    public ReleaseGateOptions(String environment) {
        this.environment = environment.trim();
    }

    public String getEnvironment() {
        return environment;
    }

    public @Nullable String getArtifact() {
        return artifact;
    }

    /** Patterns of the files in the workspace that are to go there. */
    @DataBoundSetter
    public void setArtifact(@Nullable String artifact) {
        this.artifact = Util.fixEmptyAndTrim(artifact);
    }

    public @Nullable String getPolicy() {
        return policy;
    }

    /** Path of a policy file in the workspace whose gates count as well. */
    @DataBoundSetter
    public void setPolicy(@Nullable String policy) {
        this.policy = Util.fixEmptyAndTrim(policy);
    }

    public List<QualityGateItem> getQualityGates() {
        return qualityGates == null ? List.of() : List.copyOf(qualityGates);
    }

    /** Gates in place that count as well. */
    @DataBoundSetter
    public void setQualityGates(@Nullable List<QualityGateItem> qualityGates) {
        this.qualityGates = qualityGates == null ? null : new ArrayList<>(qualityGates);
    }

    public List<ReportItem> getReports() {
        return reports == null ? List.of() : List.copyOf(reports);
    }

    /** Reports to read, besides what the build recorded before. */
    @DataBoundSetter
    public void setReports(@Nullable List<ReportItem> reports) {
        this.reports = reports == null ? null : new ArrayList<>(reports);
    }

    public @Nullable String getAttestations() {
        return attestations;
    }

    /** Patterns of files in the workspace with signed statements about the artifacts. */
    @DataBoundSetter
    public void setAttestations(@Nullable String attestations) {
        this.attestations = Util.fixEmptyAndTrim(attestations);
    }

    public @Nullable String getId() {
        return id;
    }

    /** Tells several admissions of one build apart. */
    @DataBoundSetter
    public void setId(@Nullable String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    public @Nullable String getName() {
        return name;
    }

    /** What the page calls this admission. */
    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public boolean isWaitForApproval() {
        return !goesOn;
    }

    /** Whether people are waited for here, where they have to approve; otherwise the build goes on without being admitted, and waits later. */
    @DataBoundSetter
    public void setWaitForApproval(boolean waitForApproval) {
        this.goesOn = !waitForApproval;
    }

    public boolean isWaitForWaiver() {
        return waitForWaiver;
    }

    /** Whether the build waits where only that is in the way which the owner lets people waive; otherwise it is refused at once. */
    @DataBoundSetter
    public void setWaitForWaiver(boolean waitForWaiver) {
        this.waitForWaiver = waitForWaiver;
    }

    public @Nullable String getChangeClass() {
        return changeClass;
    }

    /** The class of changes that this release is said to belong to, for the owner's error-budget policy. */
    @DataBoundSetter
    public void setChangeClass(@Nullable String changeClass) {
        this.changeClass = Util.fixEmptyAndTrim(changeClass);
    }

    public List<String> getLabels() {
        return labels == null ? List.of() : List.copyOf(labels);
    }

    /** Labels of the change, as the pipeline says. */
    @DataBoundSetter
    public void setLabels(@Nullable List<String> labels) {
        this.labels = labels == null ? null : new ArrayList<>(labels);
    }

    public List<String> getTickets() {
        return tickets == null ? List.of() : List.copyOf(tickets);
    }

    /** Tickets of the change, as the pipeline says. */
    @DataBoundSetter
    public void setTickets(@Nullable List<String> tickets) {
        this.tickets = tickets == null ? null : new ArrayList<>(tickets);
    }

    public @Nullable String getPostmortem() {
        return postmortem;
    }

    /** Where an incident was looked into that spent much of an error budget. */
    @DataBoundSetter
    public void setPostmortem(@Nullable String postmortem) {
        this.postmortem = Util.fixEmptyAndTrim(postmortem);
    }

    /** What the pipeline says of its change. */
    ClaimedChanges.Claim claim() throws AbortException {
        String link = Util.fixNull(postmortem);
        if (!link.isEmpty() && !GivenAnswers.isLink(link)) {
            throw new AbortException(Messages.ReleaseGateOptions_BadPostmortem(link));
        }
        return new ClaimedChanges.Claim(Util.fixNull(changeClass), getLabels(), getTickets(), link);
    }

    /** What the record calls this decision. */
    String title() {
        if (name != null) {
            return name;
        }
        return id != null ? id : "Admission to " + environment;
    }

    /** What the pipeline demands besides; empty when that is nothing. */
    Optional<QualityGateOptions> further() {
        if (policy == null && getQualityGates().isEmpty()) {
            return Optional.empty();
        }
        QualityGateOptions further = new QualityGateOptions();
        further.setPolicy(policy);
        further.setQualityGates(getQualityGates());
        return Optional.of(further);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ReleaseGateOptions> {

        @Override
        public String getDisplayName() {
            return Messages.ReleaseGateOptions_DisplayName();
        }

        /** The environments that the job sees, and the one that is named; whoever configures a job may know their names. */
        public ListBoxModel doFillEnvironmentItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String environment) {
            // What lies in a folder is told to who may read there.
            Item place = item == null || item.hasPermission(Item.READ) ? item : null;
            return EnvironmentConfiguration.get().choices(Util.fixNull(environment), place);
        }

        /** Without files nobody knows what would be admitted. */
        public FormValidation doCheckArtifact(@QueryParameter String value) {
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.error(Messages.ReleaseGateOptions_NoArtifact());
            }
            return doCheckPolicy(value);
        }

        /** A policy is a file of the workspace. */
        public FormValidation doCheckPolicy(@QueryParameter String value) {
            return value.startsWith("/") || value.contains("..")
                    ? FormValidation.error(Messages.ReportItem_PatternLeaves(value))
                    : FormValidation.ok();
        }

        /** Statements are files of the workspace. */
        public FormValidation doCheckAttestations(@QueryParameter String value) {
            return doCheckPolicy(value);
        }

        /** It is a link. */
        public FormValidation doCheckPostmortem(@QueryParameter String value) {
            return value.isBlank() || GivenAnswers.isLink(value.trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ReleaseGateOptions_BadPostmortem(value));
        }

        /** An id can be part of an address. */
        public FormValidation doCheckId(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null || QualityGateOptions.isId(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.QualityGateOptions_BadId(value));
        }
    }
}
