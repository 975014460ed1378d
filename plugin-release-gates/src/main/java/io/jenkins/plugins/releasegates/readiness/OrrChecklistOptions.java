package io.jenkins.plugins.releasegates.readiness;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.document.OwnersDuration;
import io.jenkins.plugins.releasegates.Messages;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What the Pipeline step {@code orrChecklist} and the build step of a freestyle job have in common: all of it. */
public final class OrrChecklistOptions extends AbstractDescribableImpl<OrrChecklistOptions> implements Serializable {

    /** The longest wait. */
    static final Duration LONGEST = Duration.ofDays(90);

    @Serial
    private static final long serialVersionUID = 1;

    private static final String DEFAULT_TIMEOUT = "24h";

    private final String service;
    private @Nullable String checklist;
    private @Nullable String file;
    private @Nullable String name;
    private boolean wait;
    private @Nullable String timeout;
    private String criticality = Criticality.FAILURE.name();

    /** Of that service. */
    @DataBoundConstructor
    public OrrChecklistOptions(String service) {
        this.service = service.trim();
    }

    public String getService() {
        return service;
    }

    public @Nullable String getChecklist() {
        return checklist;
    }

    /** The owner's checklist of that name. */
    @DataBoundSetter
    public void setChecklist(@Nullable String checklist) {
        this.checklist = Util.fixEmptyAndTrim(checklist);
    }

    public @Nullable String getFile() {
        return file;
    }

    /** A checklist in the workspace, in place of one of the owner's. */
    @DataBoundSetter
    public void setFile(@Nullable String file) {
        this.file = Util.fixEmptyAndTrim(file);
    }

    public @Nullable String getName() {
        return name;
    }

    /** What pages call it. */
    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public boolean isWait() {
        return wait;
    }

    /** Whether it waits for what is open, in place of judging at once. */
    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    public @Nullable String getTimeout() {
        return timeout;
    }

    /** How long it waits. */
    @DataBoundSetter
    public void setTimeout(@Nullable String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    public String getCriticality() {
        return criticality;
    }

    /** What happens to build and stage when it isn't passed. */
    @DataBoundSetter
    public void setCriticality(@Nullable String criticality) {
        String given = Util.fixEmptyAndTrim(criticality);
        this.criticality = given == null ? Criticality.FAILURE.name() : given;
    }

    /** What happens then. */
    Criticality effect() throws AbortException {
        return Arrays.stream(Criticality.values())
                .filter(known -> known.name().equals(criticality))
                .findFirst()
                .orElseThrow(() -> new AbortException(Messages.OrrChecklist_BadCriticality(
                        criticality,
                        Arrays.stream(Criticality.values()).map(Enum::name).collect(Collectors.joining(", ")))));
    }

    /** How long it waits. */
    Duration patience() throws AbortException {
        String given = timeout == null ? DEFAULT_TIMEOUT : timeout;
        return OwnersDuration.readExact(given, LONGEST)
                .orElseThrow(() -> new AbortException(
                        Messages.OrrChecklist_BadTimeout(given, OwnersDuration.allowedExact(LONGEST))));
    }

    String title() {
        return name == null ? "readiness of " + service : name;
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<OrrChecklistOptions> {

        @Override
        public String getDisplayName() {
            return Messages.OrrChecklistOptions_DisplayName();
        }

        /** The services that builds of this job may be judged by, and the one that it names. */
        public ListBoxModel doFillServiceItems(@AncestorInPath @Nullable Item item, @QueryParameter String service) {
            ListBoxModel items = new ListBoxModel();
            if (item != null && item.hasPermission(Item.CONFIGURE)) {
                ServiceConfiguration.get().namesFor(item.getFullName()).forEach(known -> items.add(known, known));
            }
            if (items.stream().noneMatch(known -> known.value.equals(service))) {
                items.add(service, service);
            }
            return items;
        }

        /** What happens to build and stage. */
        public ListBoxModel doFillCriticalityItems() {
            ListBoxModel items = new ListBoxModel();
            Arrays.stream(Criticality.values()).forEach(known -> items.add(known.name(), known.name()));
            return items;
        }

        /** One of the two. */
        public FormValidation doCheckFile(@QueryParameter String value, @QueryParameter String checklist) {
            return value.isBlank() == checklist.isBlank()
                    ? FormValidation.error(Messages.OrrChecklist_OneOfTwo())
                    : FormValidation.ok();
        }

        /** It is a duration. */
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            return value.isBlank()
                            || OwnersDuration.readExact(value.trim(), LONGEST).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error(
                            Messages.OrrChecklist_BadTimeout(value, OwnersDuration.allowedExact(LONGEST)));
        }
    }
}
