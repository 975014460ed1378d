package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.people.Lines;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A folder that may have environments of its own, and what it defines. It is kept with the environments of the controller and not in the folder, so
 * that nobody who may configure, copy, move or rename folders changes it by that.
 */
public final class FolderItem extends AbstractDescribableImpl<FolderItem> {

    private final String folder;
    private final String owners;
    private String repositories = "";
    private List<EnvironmentItem> environments = new ArrayList<>();

    /**
     * Without environments yet.
     *
     * @param folder full name
     * @param owners accounts and groups, a line each, that may define its environments
     */
    @DataBoundConstructor
    public FolderItem(String folder, String owners) {
        this.folder = folder.trim();
        this.owners = Util.fixNull(owners);
    }

    public String getFolder() {
        return folder;
    }

    public String getOwners() {
        return owners;
    }

    List<String> owners() {
        return Lines.of(owners);
    }

    public List<EnvironmentItem> getEnvironments() {
        return List.copyOf(environments);
    }

    /** What it defines. */
    @DataBoundSetter
    public void setEnvironments(List<EnvironmentItem> environments) {
        this.environments = new ArrayList<>(environments);
    }

    public String getRepositories() {
        return repositories;
    }

    /** Beginnings of addresses of repositories, a line each, that its environments may name; this controller reads no others for them. */
    @DataBoundSetter
    public void setRepositories(String repositories) {
        this.repositories = Util.fixNull(repositories);
    }

    /** The same with these environments. */
    FolderItem with(List<EnvironmentItem> others) {
        FolderItem changed = new FolderItem(folder, owners);
        changed.repositories = repositories;
        changed.environments = new ArrayList<>(others);
        return changed;
    }

    /** What is wrong with the repositories of one of its environments, a sentence each. */
    List<String> refusedSources(EnvironmentItem item) {
        ApprovalItem approval = item.getApproval();
        return approval == null
                ? List.of()
                : approval.getSources().stream()
                        .map(SourceItem::getRepository)
                        .filter(address -> !mayName(address))
                        .map(address -> Messages.FolderItem_Repository(address, folder))
                        .toList();
    }

    private boolean mayName(String address) {
        return !address.contains("..")
                && Lines.of(repositories).stream()
                        .anyMatch(begin ->
                                address.equals(begin) || address.startsWith(begin.endsWith("/") ? begin : begin + "/"));
    }

    /** As definitions name it; nothing is the folder of no name. */
    String place() {
        return folder.isEmpty() ? " " : folder;
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<FolderItem> {

        @Override
        public String getDisplayName() {
            return Messages.FolderItem_DisplayName();
        }

        /** A folder that isn't there has no jobs that could see anything. */
        @POST
        public FormValidation doCheckFolder(@QueryParameter String value) {
            ReleaseGates.check(ReleaseGates.CONFIGURE_ENVIRONMENT);
            return Jenkins.get().getItemByFullName(value.trim()) == null
                    ? FormValidation.warning(Messages.FolderItem_NoFolder(value))
                    : FormValidation.ok();
        }

        /** Without any, only who may define all environments may define those of the folder. */
        @POST
        public FormValidation doCheckOwners(@QueryParameter String value) {
            ReleaseGates.check(ReleaseGates.CONFIGURE_ENVIRONMENT);
            return Lines.of(value).isEmpty()
                    ? FormValidation.warning(Messages.FolderItem_NoOwners())
                    : FormValidation.ok();
        }
    }
}
