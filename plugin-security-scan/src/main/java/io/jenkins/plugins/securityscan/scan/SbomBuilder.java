package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import io.jenkins.plugins.securityscan.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code sbom} as a build step of a freestyle job. */
public final class SbomBuilder extends ScanBuilder {

    private final SbomOptions options;

    /** For the same options as the Pipeline step. */
    @DataBoundConstructor
    public SbomBuilder(SbomOptions options) {
        this.options = options;
    }

    public SbomOptions getOptions() {
        return options;
    }

    @Override
    ScanOptions scan() {
        return options;
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("sbomBuilder")
    public static final class DescriptorImpl extends ScanBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.Sbom_DisplayName();
        }
    }
}
