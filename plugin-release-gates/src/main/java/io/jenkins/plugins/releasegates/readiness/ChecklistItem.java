package io.jenkins.plugins.releasegates.readiness;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.ChecklistValidation;
import io.jenkins.lib.releasegates.readiness.checklist.InvalidChecklistException;
import io.jenkins.lib.releasegates.readiness.checklist.StarterChecklists;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A checklist of a service: one to begin with, or one that its owner wrote. */
public final class ChecklistItem extends AbstractDescribableImpl<ChecklistItem> {

    private String starter = "";
    private String yaml = "";

    /** Empty, which is no checklist. */
    @DataBoundConstructor
    public ChecklistItem() {
        // All of it is set by setters, of which one is enough.
    }

    public String getStarter() {
        return starter;
    }

    /** Name of a checklist that comes with the plugin. */
    @DataBoundSetter
    public void setStarter(String starter) {
        this.starter = starter.trim();
    }

    public String getYaml() {
        return yaml;
    }

    /** A checklist as YAML. */
    @DataBoundSetter
    public void setYaml(String yaml) {
        this.yaml = yaml;
    }

    private ChecklistValidation validation() {
        if (starter.isEmpty()) {
            return ChecklistValidation.ofYaml(yaml, "checklist");
        }
        return ChecklistValidation.ofYaml(StarterChecklists.read(starter), starter + ".yaml");
    }

    /** The checklist; empty where it isn't one. */
    Optional<Checklist> checklist() {
        try {
            return troubles().isEmpty() ? Optional.of(validation().checklistOrThrow()) : Optional.empty();
        } catch (InvalidChecklistException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with it, a sentence each. */
    List<String> troubles() {
        if (!starter.isEmpty() && !yaml.isBlank()) {
            return List.of(Messages.ChecklistItem_Both());
        }
        if (!starter.isEmpty() && !StarterChecklists.names().contains(starter)) {
            return List.of(Messages.ChecklistItem_NoStarter(starter, String.join(", ", StarterChecklists.names())));
        }
        return validation().issues().stream().map(PolicyIssue::toString).toList();
    }

    @Override
    public String toString() {
        return checklist()
                .map(checklist -> checklist.name() + " " + checklist.digest())
                .orElse("not usable");
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ChecklistItem> {

        @Override
        public String getDisplayName() {
            return Messages.ChecklistItem_DisplayName();
        }

        /** Those that come with the plugin. */
        public ListBoxModel doFillStarterItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.ChecklistItem_Own(), "");
            StarterChecklists.names().forEach(name -> items.add(name, name));
            return items;
        }

        /** What is wrong with it, with the lines. */
        @POST
        public FormValidation doCheckYaml(@QueryParameter String value, @QueryParameter String starter) {
            ReleaseGatesHome.get().checkConfigure();
            ChecklistItem item = new ChecklistItem();
            item.setStarter(starter);
            item.setYaml(value);
            List<String> troubles = item.troubles();
            return troubles.isEmpty()
                    ? FormValidation.ok()
                    : FormValidation.error(troubles.stream().collect(Collectors.joining("\n")));
        }
    }
}
