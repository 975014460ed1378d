package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code scaScan} as a build step of a freestyle job. */
public final class ScaScanBuilder extends ScanBuilder {

    private final ScaScanOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public ScaScanBuilder(ScaScanOptions options) {
        this.options = options;
    }

    public ScaScanOptions getOptions() {
        return options;
    }

    @Override
    ScanOptions scan() {
        return options;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("scaScanBuilder")
    public static final class DescriptorImpl extends ScanBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.ScaScan_DisplayName();
        }
    }
}
