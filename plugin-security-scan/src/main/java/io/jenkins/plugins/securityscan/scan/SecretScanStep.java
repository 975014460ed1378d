package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code secretScan excludes: 'docs/**'}: looks for keys and passwords that lie in the open. */
public final class SecretScanStep extends ScanStep {

    private final SecretScanOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public SecretScanStep(SecretScanOptions options) {
        this.options = options;
    }

    public SecretScanOptions getOptions() {
        return options;
    }

    @Override
    ScanOptions scan() {
        return options;
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends ScanStepDescriptor {

        @Override
        public String getFunctionName() {
            return "secretScan";
        }

        @Override
        public String getDisplayName() {
            return Messages.SecretScan_DisplayName();
        }
    }
}
