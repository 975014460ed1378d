package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code sastScan} as a build step of a freestyle job. */
public final class SastScanBuilder extends ScanBuilder {

    private final SastScanOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public SastScanBuilder(SastScanOptions options) {
        this.options = options;
    }

    public SastScanOptions getOptions() {
        return options;
    }

    @Override
    ScanOptions scan() {
        return options;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("sastScanBuilder")
    public static final class DescriptorImpl extends ScanBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SastScan_DisplayName();
        }
    }
}
