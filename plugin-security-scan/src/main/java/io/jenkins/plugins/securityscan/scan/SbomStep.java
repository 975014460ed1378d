package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code sbom file: 'target/bom.json', includes: 'target/*.jar'}: writes a bill of materials of what is packaged. */
public final class SbomStep extends ScanStep {

    private final SbomOptions options;

    /** For the options, which a Jenkinsfile writes flat. */
    @DataBoundConstructor
    public SbomStep(SbomOptions options) {
        this.options = options;
    }

    public SbomOptions getOptions() {
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
            return "sbom";
        }

        @Override
        public String getDisplayName() {
            return Messages.Sbom_DisplayName();
        }
    }
}
