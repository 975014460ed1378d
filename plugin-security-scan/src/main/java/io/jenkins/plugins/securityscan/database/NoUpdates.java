package io.jenkins.plugins.securityscan.database;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.securityscan.Messages;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Nobody is asked: people copy snapshots to the controller. */
public final class NoUpdates extends UpdateSource {

    /** There is nothing to configure. */
    @DataBoundConstructor
    public NoUpdates() {
        // For forms and configuration as code.
    }

    @Override
    Optional<Place> place(boolean allowPrivate) {
        return Optional.empty();
    }

    @Override
    String words() {
        return "";
    }

    /** For forms. */
    @Extension
    @Symbol("noUpdates")
    public static final class DescriptorImpl extends Descriptor<UpdateSource> {

        @Override
        public String getDisplayName() {
            return Messages.NoUpdates_DisplayName();
        }
    }
}
