package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.worker.ScanRequest;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What {@code scaScan} looks at. */
public final class ScaScanOptions extends JudgedScanOptions {

    @Serial
    private static final long serialVersionUID = 1;

    private @Nullable String suppressions;

    /** For everything in the workspace. */
    @DataBoundConstructor
    public ScaScanOptions() {
        // All is optional.
    }

    public @Nullable String getSuppressions() {
        return suppressions;
    }

    /** Suppression files of Dependency-Check and CycloneDX VEX documents: Ant patterns below the workspace, separated by commas. */
    @DataBoundSetter
    public void setSuppressions(@Nullable String suppressions) {
        this.suppressions = Util.fixEmptyAndTrim(suppressions);
    }

    @Override
    String defaultName() {
        return Messages.ScaScan_Name();
    }

    @Override
    ScanRequest request(StepSurroundings at) {
        return new ScanRequest(
                "sca",
                report("sca", at),
                parts(getIncludes()),
                parts(getExcludes()),
                suppressions,
                null,
                null,
                null,
                getHeapMegabytes(),
                seconds());
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends ScanDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.ScaScan_DisplayName();
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckSuppressions(@QueryParameter String value) {
            return inWorkspace(value);
        }
    }
}
