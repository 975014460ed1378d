package io.jenkins.plugins.securityscan.scan;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.worker.ScanRequest;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What {@code sastScan} looks at. */
public final class SastScanOptions extends JudgedScanOptions {

    @Serial
    private static final long serialVersionUID = 1;

    private @Nullable String classes;
    private @Nullable String auxiliary;
    private @Nullable String sources;

    /** For all class files of the workspace. */
    @DataBoundConstructor
    public SastScanOptions() {
        // All is optional.
    }

    public @Nullable String getClasses() {
        return classes;
    }

    /** Folders and jars with the classes to look at, in the workspace, separated by commas; unless given, all class files are looked at. */
    @DataBoundSetter
    public void setClasses(@Nullable String classes) {
        this.classes = Util.fixEmptyAndTrim(classes);
    }

    public @Nullable String getAuxiliary() {
        return auxiliary;
    }

    /** Jars that this code refers to: Ant patterns below the workspace, separated by commas. */
    @DataBoundSetter
    public void setAuxiliary(@Nullable String auxiliary) {
        this.auxiliary = Util.fixEmptyAndTrim(auxiliary);
    }

    public @Nullable String getSources() {
        return sources;
    }

    /** Folders that are roots of source files, separated by commas; findings name files in there. */
    @DataBoundSetter
    public void setSources(@Nullable String sources) {
        this.sources = Util.fixEmptyAndTrim(sources);
    }

    @Override
    String defaultName() {
        return Messages.SastScan_Name();
    }

    @Override
    ScanRequest request(StepSurroundings at) {
        return new ScanRequest(
                "sast",
                report("sast", at),
                parts(getIncludes()),
                parts(getExcludes()),
                null,
                new ScanRequest.Code(parts(classes), auxiliary, parts(sources)),
                null,
                null,
                getHeapMegabytes(),
                seconds());
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends ScanDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SastScan_DisplayName();
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckClasses(@QueryParameter String value) {
            return inWorkspace(value);
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckAuxiliary(@QueryParameter String value) {
            return inWorkspace(value);
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckSources(@QueryParameter String value) {
            return inWorkspace(value);
        }
    }
}
