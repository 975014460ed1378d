package io.jenkins.plugins.releasegates.ledger;

import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.audit.witness.Witness;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.nio.file.Path;
import java.util.Map;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A place that is sent every checkpoint of the ledger. */
public abstract class WitnessItem extends AbstractDescribableImpl<WitnessItem> {

    private final String name;

    WitnessItem(String name) {
        this.name = name.trim();
    }

    /** What people know it by. */
    public final String getName() {
        return name;
    }

    /**
     * The witness itself.
     *
     * @param directory of the plugin, for what it has to keep on the controller
     * @throws IllegalArgumentException when it can't be one, with what is allowed
     */
    abstract Witness witness(Path directory);

    /** Where it is, for the record; without secrets. */
    abstract String place();

    /** The secrets in it, each by what people call it. */
    Map<String, String> secrets() {
        return Map.of();
    }

    /** Throws when the name can't be one. */
    final void checkName() {
        if (!isName(name)) {
            throw new IllegalArgumentException(Messages.WitnessItem_BadName(name));
        }
    }

    private static boolean isName(String name) {
        return Witness.NAME.matcher(name).matches();
    }

    /** For forms. */
    public abstract static class WitnessDescriptor extends Descriptor<WitnessItem> {

        /** The name is one. */
        @POST
        public final FormValidation doCheckName(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return isName(value.trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.WitnessItem_BadName(value));
        }
    }
}
