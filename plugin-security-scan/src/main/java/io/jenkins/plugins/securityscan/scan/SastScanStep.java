package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code sastScan classes: 'target/classes', sources: 'src/main/java'}: looks for weak code in class files. */
public final class SastScanStep extends ScanStep {

    private final SastScanOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public SastScanStep(SastScanOptions options) {
        this.options = options;
    }

    public SastScanOptions getOptions() {
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
            return "sastScan";
        }

        @Override
        public String getDisplayName() {
            return Messages.SastScan_DisplayName();
        }
    }
}
