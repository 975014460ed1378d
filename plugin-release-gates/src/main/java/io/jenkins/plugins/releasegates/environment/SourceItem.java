package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.plugins.releasegates.Messages;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A repository in which this controller looks up whose changes go to an environment; what builds say of their changes counts for nothing. */
public final class SourceItem extends AbstractDescribableImpl<SourceItem> {

    private final String jobs;
    private final String repository;
    private String since = "";
    private boolean claimed;
    private String user = "";
    private @Nullable Secret password;

    /**
     * With its address.
     *
     * @param jobs pattern of full names of the jobs whose changes it holds
     */
    @DataBoundConstructor
    public SourceItem(String jobs, String repository) {
        this.jobs = jobs.trim();
        this.repository = repository.trim();
    }

    public String getJobs() {
        return jobs;
    }

    public String getRepository() {
        return repository;
    }

    public String getSince() {
        return since;
    }

    /** The revision that counts as promoted before the first one was. */
    @DataBoundSetter
    public void setSince(String since) {
        this.since = since.trim();
    }

    public boolean isClaimed() {
        return claimed;
    }

    /** Whether a build's own word on its revision counts. */
    @DataBoundSetter
    public void setClaimed(boolean claimed) {
        this.claimed = claimed;
    }

    public String getUser() {
        return user;
    }

    /** Who this controller is to the repository. */
    @DataBoundSetter
    public void setUser(String user) {
        this.user = user.trim();
    }

    public @Nullable Secret getPassword() {
        return password;
    }

    /** Password, or token, of that user. */
    @DataBoundSetter
    public void setPassword(@Nullable Secret password) {
        this.password = password == null || Util.fixEmpty(password.getPlainText()) == null ? null : password;
    }

    ApprovalDefinition.Source source() {
        return new ApprovalDefinition.Source(jobs, repository, since, claimed);
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<SourceItem> {

        @Override
        public String getDisplayName() {
            return Messages.SourceItem_DisplayName();
        }
    }
}
