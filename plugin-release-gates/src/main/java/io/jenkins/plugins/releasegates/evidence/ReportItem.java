package io.jenkins.plugins.releasegates.evidence;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.plugins.releasegates.Messages;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** Reports in the workspace: a file pattern, and the format where it is not to be detected. */
public final class ReportItem extends AbstractDescribableImpl<ReportItem> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String pattern;
    private @Nullable String format;

    /** For one or several Ant patterns, separated by commas. */
    @DataBoundConstructor
    public ReportItem(String pattern) {
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

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ReportItem> {

        @Override
        public String getDisplayName() {
            return Messages.ReportItem_DisplayName();
        }

        /** All formats that can be read on the controller; an agent reads the same ones. */
        public ComboBoxModel doFillFormatItems() {
            return new ComboBoxModel(EvidenceReading.formats());
        }

        /** The format is a known one, or is detected. */
        public FormValidation doCheckFormat(@QueryParameter String value) {
            String format = Util.fixEmptyAndTrim(value);
            return format == null || EvidenceReading.formats().contains(format)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ReportItem_UnknownFormat(format));
        }

        /** A pattern is needed, and stays inside the workspace. */
        public FormValidation doCheckPattern(@QueryParameter String value) {
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.error(Messages.ReportItem_PatternMissing());
            }
            for (String part : value.split(",")) {
                String pattern = part.trim();
                if (pattern.startsWith("/") || pattern.contains("..") || pattern.matches("[A-Za-z]:.*")) {
                    return FormValidation.error(Messages.ReportItem_PatternLeaves(pattern));
                }
            }
            return FormValidation.ok();
        }
    }
}
