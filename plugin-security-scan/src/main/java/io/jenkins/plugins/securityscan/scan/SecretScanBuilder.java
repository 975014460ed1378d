package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code secretScan} as a build step of a freestyle job. */
public final class SecretScanBuilder extends ScanBuilder {

    private final SecretScanOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public SecretScanBuilder(SecretScanOptions options) {
        this.options = options;
    }

    public SecretScanOptions getOptions() {
        return options;
    }

    @Override
    ScanOptions scan() {
        return options;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("secretScanBuilder")
    public static final class DescriptorImpl extends ScanBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SecretScan_DisplayName();
        }
    }
}
