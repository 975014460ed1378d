package io.jenkins.plugins.releasegates.ledger;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.audit.witness.DirectoryWitness;
import io.jenkins.lib.releasegates.audit.witness.Witness;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A directory, best of another machine or of a storage that only ever adds. */
public final class DirectoryWitnessItem extends WitnessItem {

    private final String directory;

    /** With an absolute path. */
    @DataBoundConstructor
    public DirectoryWitnessItem(String name, String directory) {
        super(name);
        this.directory = directory.trim();
    }

    public String getDirectory() {
        return directory;
    }

    @Override
    String place() {
        return directory;
    }

    @Override
    Witness witness(Path home) {
        checkName();
        if (!Path.of(directory).isAbsolute()) {
            throw new IllegalArgumentException(Messages.DirectoryWitnessItem_NotAbsolute(directory));
        }
        return new DirectoryWitness(getName(), Path.of(directory));
    }

    /** For forms. */
    @Extension
    @Symbol("directoryWitness")
    public static final class DescriptorImpl extends WitnessDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.DirectoryWitnessItem_DisplayName();
        }

        /** The directory is there, and not below the one that it is to watch. */
        @POST
        public FormValidation doCheckDirectory(@QueryParameter String value) {
            ReleaseGatesHome home = ReleaseGatesHome.get();
            home.checkConfigure();
            Path path;
            try {
                path = Path.of(value.trim());
            } catch (InvalidPathException e) {
                return FormValidation.error(Messages.LedgerConfiguration_BadPath(value));
            }
            if (!path.isAbsolute()) {
                return FormValidation.error(Messages.DirectoryWitnessItem_NotAbsolute(value));
            }
            if (!Files.isDirectory(path)) {
                return FormValidation.warning(Messages.DirectoryWitnessItem_Missing(value));
            }
            return home.isBelowJenkins(path)
                    ? FormValidation.warning(Messages.DirectoryWitnessItem_BelowHome(value))
                    : FormValidation.ok();
        }
    }
}
