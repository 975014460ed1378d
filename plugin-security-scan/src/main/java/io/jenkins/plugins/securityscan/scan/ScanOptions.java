package io.jenkins.plugins.securityscan.scan;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.launcher.Installation;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.worker.ScanRequest;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What all scans have in common, as a Pipeline step and as a build step of a freestyle job. */
public abstract class ScanOptions extends AbstractDescribableImpl<ScanOptions> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int DEFAULT_MINUTES = 60;
    private static final int MOST_MINUTES = 24 * 60;
    private static final int LEAST_HEAP = 256;

    private @Nullable String includes;
    private @Nullable String excludes;
    private int heapMegabytes = Installation.DEFAULT_HEAP_MEGABYTES;
    private int timeoutMinutes = DEFAULT_MINUTES;

    public @Nullable String getIncludes() {
        return includes;
    }

    /** The files to look at: Ant patterns below the workspace, separated by commas; all unless given. */
    @DataBoundSetter
    public void setIncludes(@Nullable String includes) {
        this.includes = Util.fixEmptyAndTrim(includes);
    }

    public @Nullable String getExcludes() {
        return excludes;
    }

    /** The files of these that are left out. */
    @DataBoundSetter
    public void setExcludes(@Nullable String excludes) {
        this.excludes = Util.fixEmptyAndTrim(excludes);
    }

    public int getHeapMegabytes() {
        return heapMegabytes;
    }

    /** The worker's largest heap. */
    @DataBoundSetter
    public void setHeapMegabytes(int heapMegabytes) {
        if (heapMegabytes < LEAST_HEAP) {
            throw new IllegalArgumentException(Messages.ScanOptions_Heap(heapMegabytes, LEAST_HEAP));
        }
        this.heapMegabytes = heapMegabytes;
    }

    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    /** How long the worker may take. */
    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        if (timeoutMinutes < 1 || timeoutMinutes > MOST_MINUTES) {
            throw new IllegalArgumentException(Messages.ScanOptions_Timeout(timeoutMinutes, MOST_MINUTES));
        }
        this.timeoutMinutes = timeoutMinutes;
    }

    /** What the worker is asked for. */
    abstract ScanRequest request(StepSurroundings at) throws IOException;

    /** Does it; safe to repeat. What it returns a Jenkinsfile gets. */
    abstract Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException;

    /** The name of the result among the reports of the build: another one for each step. */
    static String report(String kind, StepSurroundings at) {
        return kind + "-" + at.step().replaceAll("[^A-Za-z0-9-]", "-") + ".jsonl";
    }

    int seconds() {
        return (int) TimeUnit.MINUTES.toSeconds(timeoutMinutes);
    }

    /** The parts of a text that are separated by commas. */
    static ArrayList<String> parts(@Nullable String text) {
        ArrayList<String> parts = new ArrayList<>();
        if (text != null) {
            Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .forEach(parts::add);
        }
        return parts;
    }

    /** For forms. */
    public abstract static class ScanDescriptor extends Descriptor<ScanOptions> {

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckIncludes(@QueryParameter String value) {
            return inWorkspace(value);
        }

        /** Patterns stay inside the workspace. */
        public FormValidation doCheckExcludes(@QueryParameter String value) {
            return inWorkspace(value);
        }

        /** A heap that a worker can start with. */
        public FormValidation doCheckHeapMegabytes(@QueryParameter String value) {
            return number(value, LEAST_HEAP, Integer.MAX_VALUE);
        }

        /** A time that ends. */
        public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
            return number(value, 1, MOST_MINUTES);
        }

        static FormValidation inWorkspace(String value) {
            for (String part : parts(value)) {
                if (part.startsWith("/") || part.startsWith("\\") || ("/" + part + "/").contains("/../")) {
                    return FormValidation.error(Messages.ScanOptions_Outside(part));
                }
            }
            return FormValidation.ok();
        }

        private static FormValidation number(String value, int least, int most) {
            try {
                int number = Integer.parseInt(value.strip());
                if (number >= least && number <= most) {
                    return FormValidation.ok();
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            return FormValidation.error(Messages.ScanOptions_Number(value, least, most));
        }
    }
}
