package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.worker.ScanRequest;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import jenkins.security.HMACConfidentialKey;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What {@code secretScan} looks at. */
public final class SecretScanOptions extends JudgedScanOptions {

    @Serial
    private static final long serialVersionUID = 1;

    /** Never leaves Jenkins; each job has a salt of its own that is made from it. */
    private static final HMACConfidentialKey SALTS = new HMACConfidentialKey(SecretScanOptions.class, "salts");

    private @Nullable String allowLists;
    private @Nullable String baselines;
    private @Nullable String rules;

    /** For everything in the workspace that git doesn't ignore. */
    @DataBoundConstructor
    public SecretScanOptions() {
        // All is optional.
    }

    public @Nullable String getAllowLists() {
        return allowLists;
    }

    /** Allow lists: Ant patterns below the workspace, separated by commas. */
    @DataBoundSetter
    public void setAllowLists(@Nullable String allowLists) {
        this.allowLists = Util.fixEmptyAndTrim(allowLists);
    }

    public @Nullable String getBaselines() {
        return baselines;
    }

    /** Results of earlier scans of this job; secrets in there are known. */
    @DataBoundSetter
    public void setBaselines(@Nullable String baselines) {
        this.baselines = Util.fixEmptyAndTrim(baselines);
    }

    public @Nullable String getRules() {
        return rules;
    }

    /** A file of rules beside our own. */
    @DataBoundSetter
    public void setRules(@Nullable String rules) {
        this.rules = Util.fixEmptyAndTrim(rules);
    }

    @Override
    String defaultName() {
        return Messages.SecretScan_Name();
    }

    @Override
    ScanRequest request(StepSurroundings at) throws IOException {
        return new ScanRequest(
                "secrets",
                report("secrets", at),
                parts(getIncludes()),
                parts(getExcludes()),
                allowLists,
                null,
                new ScanRequest.Secrets(
                        rules,
                        baselines,
                        SALTS.mac(BuildSubject.of(at, Optional.empty()).job())),
                null,
                getHeapMegabytes(),
                seconds());
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends ScanDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SecretScan_DisplayName();
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckAllowLists(@QueryParameter String value) {
            return inWorkspace(value);
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckBaselines(@QueryParameter String value) {
            return inWorkspace(value);
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckRules(@QueryParameter String value) {
            return inWorkspace(value);
        }
    }
}
