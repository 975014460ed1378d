package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code scaScan includes: 'target/*.jar', qualityGates: [[metric: 'vulnerabilities.critical', threshold: 1]]}: looks up the components of a build in the
 * vulnerability database. */
public final class ScaScanStep extends ScanStep {

    private final ScaScanOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public ScaScanStep(ScaScanOptions options) {
        this.options = options;
    }

    public ScaScanOptions getOptions() {
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
            return "scaScan";
        }

        @Override
        public String getDisplayName() {
            return Messages.ScaScan_DisplayName();
        }
    }
}
