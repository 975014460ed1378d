package io.jenkins.plugins.releasegates.evidence;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.Messages;
import java.io.Serial;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/** A number that the pipeline itself reports; becomes the metric {@code custom.<name>}. */
public final class MeasurementItem extends AbstractDescribableImpl<MeasurementItem> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");

    private final String name;
    private final @Nullable Double value;

    /** For a name as in a metrics file. A value that isn't given stays one that isn't there; a primitive would make it zero. */
    @DataBoundConstructor
    public MeasurementItem(String name, @Nullable Double value) {
        this.name = name;
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public @Nullable Double getValue() {
        return value;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<MeasurementItem> {

        @Override
        public String getDisplayName() {
            return Messages.MeasurementItem_DisplayName();
        }

        /** The value is a number. */
        public FormValidation doCheckValue(@QueryParameter String value) {
            try {
                return Double.isFinite(Double.parseDouble(value.trim()))
                        ? FormValidation.ok()
                        : FormValidation.error(Messages.MeasurementItem_NoNumber(value));
            } catch (NumberFormatException e) {
                return FormValidation.error(Messages.MeasurementItem_NoNumber(value));
            }
        }

        /** The name is one that a condition can use. */
        public FormValidation doCheckName(@QueryParameter String value) {
            return isName(value) ? FormValidation.ok() : FormValidation.error(Messages.MeasurementItem_BadName(value));
        }
    }
}
