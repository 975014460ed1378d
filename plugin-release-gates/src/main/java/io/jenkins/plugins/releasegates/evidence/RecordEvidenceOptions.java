package io.jenkins.plugins.releasegates.evidence;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.releasegates.Messages;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What is to be recorded: reports and numbers. Shared by the Pipeline step and the build step. */
public final class RecordEvidenceOptions extends AbstractDescribableImpl<RecordEvidenceOptions>
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private @Nullable ArrayList<ReportItem> reports;
    private @Nullable ArrayList<MeasurementItem> measurements;

    /** All fields have setters; recording nothing is refused when it runs. */
    @DataBoundConstructor
    public RecordEvidenceOptions() {
        // The setters say it all.
    }

    public List<ReportItem> getReports() {
        return reports == null ? List.of() : List.copyOf(reports);
    }

    /** Reports to read on the agent. */
    @DataBoundSetter
    public void setReports(@Nullable List<ReportItem> reports) {
        this.reports = reports == null ? null : new ArrayList<>(reports);
    }

    public List<MeasurementItem> getMeasurements() {
        return measurements == null ? List.of() : List.copyOf(measurements);
    }

    /** Numbers that the pipeline reports itself. */
    @DataBoundSetter
    public void setMeasurements(@Nullable List<MeasurementItem> measurements) {
        this.measurements = measurements == null ? null : new ArrayList<>(measurements);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<RecordEvidenceOptions> {

        @Override
        public String getDisplayName() {
            return Messages.RecordEvidenceOptions_DisplayName();
        }
    }
}
