package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.worker.ScanRequest;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What {@code sbom} lists, and where it writes it. */
public final class SbomOptions extends ScanOptions {

    @Serial
    private static final long serialVersionUID = 1;

    private final String file;
    private @Nullable String subject;
    private @Nullable String version;
    private @Nullable String suppressions;

    /** For a file in the workspace; the same as XML goes beside it. */
    @DataBoundConstructor
    public SbomOptions(String file) {
        this.file = file;
    }

    public String getFile() {
        return file;
    }

    public @Nullable String getSubject() {
        return subject;
    }

    /** What the document is about; the name of the job unless given. */
    @DataBoundSetter
    public void setSubject(@Nullable String subject) {
        this.subject = Util.fixEmptyAndTrim(subject);
    }

    public @Nullable String getVersion() {
        return version;
    }

    /** The version of that. */
    @DataBoundSetter
    public void setVersion(@Nullable String version) {
        this.version = Util.fixEmptyAndTrim(version);
    }

    public @Nullable String getSuppressions() {
        return suppressions;
    }

    /** Suppression files and VEX documents: their statements go into the document. */
    @DataBoundSetter
    public void setSuppressions(@Nullable String suppressions) {
        this.suppressions = Util.fixEmptyAndTrim(suppressions);
    }

    @Override
    ScanRequest request(StepSurroundings at) {
        return new ScanRequest(
                "sca",
                report("sbom", at),
                parts(getIncludes()),
                parts(getExcludes()),
                suppressions,
                null,
                null,
                new ScanRequest.Document(
                        file, subject == null ? at.run().getParent().getFullName() : subject, version),
                getHeapMegabytes(),
                seconds());
    }

    @Override
    Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        return new SbomRun(request(at)).run(at);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends ScanDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.Sbom_DisplayName();
        }

        /** A path inside the workspace. */
        public FormValidation doCheckFile(@QueryParameter String value) {
            return value.isBlank() ? FormValidation.error(Messages.SbomOptions_File()) : inWorkspace(value);
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckSuppressions(@QueryParameter String value) {
            return inWorkspace(value);
        }
    }
}
