package io.jenkins.plugins.releasegates.gate;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What the Pipeline step {@code qualityGate} and the build step of a freestyle job have in common: all of it. */
public final class QualityGateOptions extends AbstractDescribableImpl<QualityGateOptions> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private @Nullable String policy;
    private @Nullable ArrayList<QualityGateItem> qualityGates;
    private @Nullable ArrayList<ReportItem> reports;
    private @Nullable String artifacts;
    private @Nullable String attestations;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String reference;
    private boolean bootstrap;

    /** All fields have setters; a gate without policy and quality gates is refused when it is judged. */
    @DataBoundConstructor
    public QualityGateOptions() {
        // The setters say it all.
    }

    public @Nullable String getPolicy() {
        return policy;
    }

    /** Path of the policy file in the workspace. */
    @DataBoundSetter
    public void setPolicy(@Nullable String policy) {
        this.policy = Util.fixEmptyAndTrim(policy);
    }

    public List<QualityGateItem> getQualityGates() {
        return qualityGates == null ? List.of() : List.copyOf(qualityGates);
    }

    /** Gates in place; together with a policy file both count. */
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

    public @Nullable String getArtifacts() {
        return artifacts;
    }

    /** Patterns of the files in the workspace that are decided about; their digests stand in the record and in the statement. */
    @DataBoundSetter
    public void setArtifacts(@Nullable String artifacts) {
        this.artifacts = Util.fixEmptyAndTrim(artifacts);
    }

    public @Nullable String getAttestations() {
        return attestations;
    }

    /** Patterns of files in the workspace with signed statements about the artifacts; they count where an attester of the policy has signed them. */
    @DataBoundSetter
    public void setAttestations(@Nullable String attestations) {
        this.attestations = Util.fixEmptyAndTrim(attestations);
    }

    public @Nullable String getId() {
        return id;
    }

    /** Tells several quality gates of one build apart. */
    @DataBoundSetter
    public void setId(@Nullable String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    public @Nullable String getName() {
        return name;
    }

    /** What the page calls this quality gate. */
    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public @Nullable String getReference() {
        return reference;
    }

    /** The branch that is compared with when neither this nor the target branch has a run; for quality gates without a policy file. */
    @DataBoundSetter
    public void setReference(@Nullable String reference) {
        this.reference = Util.fixEmptyAndTrim(reference);
    }

    public boolean isBootstrap() {
        return bootstrap;
    }

    /** Whether a first run may go without a baseline, once; for quality gates without a policy file. */
    @DataBoundSetter
    public void setBootstrap(boolean bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** What the record calls this judgement: runs are compared under the same title. */
    @Nullable
    String title() {
        return name != null ? name : id;
    }

    /**
     * The policy that these options make, with all issues of file and options.
     *
     * @param file the bytes of the policy file; not looked at when none is named
     */
    PolicyValidation validate(byte[] file) {
        if (policy == null) {
            return ofQualityGates();
        }
        PolicyValidation ofFile = PolicyValidation.ofYaml(file, policy);
        if (reference != null || bootstrap) {
            return ofFile.and(PolicyValidation.refused(
                    "qualityGate",
                    bootstrap ? "bootstrap" : "reference",
                    "a baseline rule beside a policy file",
                    "spec.baseline in " + policy));
        }
        return getQualityGates().isEmpty() ? ofFile : ofFile.and(ofQualityGates());
    }

    private PolicyValidation ofQualityGates() {
        return PolicyValidation.ofQualityGates(
                getQualityGates().stream().map(QualityGateItem::option).toList(),
                new BaselineRule(Optional.ofNullable(reference), BaselineRule.DEFAULT.maxAge(), bootstrap),
                "qualityGates");
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<QualityGateOptions> {

        @Override
        public String getDisplayName() {
            return Messages.QualityGateOptions_DisplayName();
        }

        /** A policy is a file of the workspace. */
        public FormValidation doCheckPolicy(@QueryParameter String value) {
            return value.startsWith("/") || value.contains("..")
                    ? FormValidation.error(Messages.ReportItem_PatternLeaves(value))
                    : FormValidation.ok();
        }

        /** Artifacts are files of the workspace. */
        public FormValidation doCheckArtifacts(@QueryParameter String value) {
            return doCheckPolicy(value);
        }

        /** Statements are about artifacts. */
        public FormValidation doCheckAttestations(@QueryParameter String value, @QueryParameter String artifacts) {
            return Util.fixEmptyAndTrim(value) != null && Util.fixEmptyAndTrim(artifacts) == null
                    ? FormValidation.error(Messages.QualityGateOptions_AttestationsOfNothing())
                    : doCheckPolicy(value);
        }

        /** An id can be part of an address. */
        public FormValidation doCheckId(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null || isId(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.QualityGateOptions_BadId(value));
        }
    }
}
