package io.jenkins.plugins.securityscan.findings;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.evidence.ReportItem;
import io.jenkins.plugins.releasegates.gate.QualityGateItem;
import io.jenkins.plugins.securityscan.Messages;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What the Pipeline step {@code publishFindings} and the build step of a freestyle job have in common: all of it. */
public final class PublishFindingsOptions extends AbstractDescribableImpl<PublishFindingsOptions>
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String pattern;
    private @Nullable String format;
    private @Nullable String name;
    private @Nullable ArrayList<QualityGateItem> qualityGates;

    /** For the reports of one or several scanners: Ant patterns below the workspace, separated by commas. */
    @DataBoundConstructor
    public PublishFindingsOptions(String pattern) {
        this.pattern = pattern;
    }

    public String getPattern() {
        return pattern;
    }

    public @Nullable String getFormat() {
        return format;
    }

    /** The name of a format, or nothing to have it detected. */
    @DataBoundSetter
    public void setFormat(@Nullable String format) {
        this.format = Util.fixEmptyAndTrim(format);
    }

    public @Nullable String getName() {
        return name;
    }

    /** Tells the decision of these quality gates from others of the build. */
    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public List<QualityGateItem> getQualityGates() {
        return qualityGates == null ? List.of() : List.copyOf(qualityGates);
    }

    /** Gates that judge these findings alone, right away. */
    @DataBoundSetter
    public void setQualityGates(@Nullable List<QualityGateItem> qualityGates) {
        this.qualityGates = qualityGates == null ? null : new ArrayList<>(qualityGates);
    }

    /** The same as the reports of {@code recordEvidence} and {@code qualityGate} are given. */
    ReportItem report() {
        ReportItem report = new ReportItem(pattern);
        report.setFormat(format);
        return report;
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PublishFindingsOptions> {

        @Override
        public String getDisplayName() {
            return Messages.PublishFindingsOptions_DisplayName();
        }

        /** All formats that can be read. */
        public ComboBoxModel doFillFormatItems() {
            return reports().doFillFormatItems();
        }

        /** The format is a known one, or is detected. */
        public FormValidation doCheckFormat(@QueryParameter String value) {
            return reports().doCheckFormat(value);
        }

        /** A pattern is needed, and stays inside the workspace. */
        public FormValidation doCheckPattern(@QueryParameter String value) {
            return reports().doCheckPattern(value);
        }

        private static ReportItem.DescriptorImpl reports() {
            return Jenkins.get().getDescriptorByType(ReportItem.DescriptorImpl.class);
        }
    }
}
