package io.jenkins.plugins.releasegates.ledger;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.audit.witness.GitWitness;
import io.jenkins.lib.releasegates.audit.witness.Witness;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A branch of a git repository that the controller may push to, and that refuses to be rewritten. */
public final class GitWitnessItem extends WitnessItem {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A user in an address, perhaps with a password, which may itself have a character that ends it for git. */
    private static final Pattern USER = Pattern.compile("://(.*)@");

    private final String repository;
    private final String branch;

    /** With a repository as git names it. */
    @DataBoundConstructor
    public GitWitnessItem(String name, String repository, String branch) {
        super(name);
        this.repository = repository.trim();
        this.branch = branch.trim();
    }

    public String getRepository() {
        return repository;
    }

    public String getBranch() {
        return branch;
    }

    @Override
    Witness witness(Path home) {
        checkName();
        if (!isRepository(repository)) {
            throw new IllegalArgumentException(
                    Messages.GitWitnessItem_BadRepository(GitWitness.withoutUser(repository)));
        }
        if (!isBranch(branch)) {
            throw new IllegalArgumentException(Messages.GitWitnessItem_BadBranch(branch));
        }
        return new GitWitness(
                getName(), repository, branch, home.resolve("witness-copies").resolve(getName()), PATIENCE);
    }

    @Override
    String place() {
        return GitWitness.withoutUser(repository) + " " + branch;
    }

    @Override
    Map<String, String> secrets() {
        Matcher user = USER.matcher(repository);
        return user.find() ? Map.of("user", user.group(1)) : Map.of();
    }

    private static boolean isRepository(String text) {
        return !text.isEmpty() && !text.startsWith("-") && text.chars().noneMatch(c -> c <= ' ');
    }

    private static boolean isBranch(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
    }

    /** For forms. */
    @Extension
    @Symbol("gitWitness")
    public static final class DescriptorImpl extends WitnessDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.GitWitnessItem_DisplayName();
        }

        /** The repository has a form that git takes. */
        @POST
        public FormValidation doCheckRepository(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return isRepository(value.trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.GitWitnessItem_BadRepository(value));
        }

        /** The branch has a name. */
        @POST
        public FormValidation doCheckBranch(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return isBranch(value.trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.GitWitnessItem_BadBranch(value));
        }
    }
}
