package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.releasegates.Messages;
import java.util.regex.Pattern;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/** A secret of an environment. Only the body of a deployment there sees it, as a variable of that name; it lies in no credentials store. */
public final class EnvironmentSecretItem extends AbstractDescribableImpl<EnvironmentSecretItem> {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private final String name;
    private final Secret value;

    /** With the name of the variable. */
    @DataBoundConstructor
    public EnvironmentSecretItem(String name, Secret value) {
        this.name = name.trim();
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public Secret getValue() {
        return value;
    }

    /** Whether a variable can have this name. */
    boolean isUsable() {
        return VARIABLE.matcher(name).matches();
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<EnvironmentSecretItem> {

        @Override
        public String getDisplayName() {
            return Messages.EnvironmentSecretItem_DisplayName();
        }

        /** A name of a variable. */
        public FormValidation doCheckName(@QueryParameter String value) {
            return VARIABLE.matcher(value.trim()).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.EnvironmentSecretItem_BadName(value));
        }
    }
}
