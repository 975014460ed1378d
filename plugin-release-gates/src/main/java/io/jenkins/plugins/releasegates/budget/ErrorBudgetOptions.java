package io.jenkins.plugins.releasegates.budget;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What the Pipeline step {@code errorBudgetCheck} and the build step of a freestyle job have in common: all of it. */
public final class ErrorBudgetOptions extends AbstractDescribableImpl<ErrorBudgetOptions> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String TITLE = "error budget";

    private @Nullable String connection;
    private @Nullable String slos;
    private @Nullable String environment;
    private @Nullable String service;
    private @Nullable String name;
    private @Nullable String minRemaining;
    private boolean recorded;
    private @Nullable String changeClass;
    private @Nullable ArrayList<String> labels;
    private @Nullable ArrayList<String> tickets;
    private String criticality = Criticality.FAILURE.name();

    /** For either way: files of the workspace, or the objectives of an environment. */
    @DataBoundConstructor
    public ErrorBudgetOptions() {}

    /** With whom to ask, and patterns of the files with the objectives. */
    public ErrorBudgetOptions(String connection, String slos) {
        this.connection = Util.fixEmptyAndTrim(connection);
        this.slos = Util.fixEmptyAndTrim(slos);
    }

    public @Nullable String getConnection() {
        return connection;
    }

    /** With whom to ask about the objectives of {@code slos}. */
    @DataBoundSetter
    public void setConnection(@Nullable String connection) {
        this.connection = Util.fixEmptyAndTrim(connection);
    }

    public @Nullable String getSlos() {
        return slos;
    }

    /** Patterns of files with objectives in the workspace. */
    @DataBoundSetter
    public void setSlos(@Nullable String slos) {
        this.slos = Util.fixEmptyAndTrim(slos);
    }

    public @Nullable String getEnvironment() {
        return environment;
    }

    /** The environment whose error-budget policy is judged by, and without {@code slos} the objectives of. */
    @DataBoundSetter
    public void setEnvironment(@Nullable String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    public @Nullable String getService() {
        return service;
    }

    /** Without {@code slos}: of which service the environment's objectives are judged; all of them where it is empty. */
    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public @Nullable String getName() {
        return name;
    }

    /** What pages call it. */
    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public @Nullable String getMinRemaining() {
        return minRemaining;
    }

    /** Percent of a budget that have to be left, where no environment says what holds. */
    @DataBoundSetter
    public void setMinRemaining(@Nullable String minRemaining) {
        this.minRemaining = Util.fixEmptyAndTrim(minRemaining);
    }

    public boolean isRecorded() {
        return recorded;
    }

    /** Whether what Sloth's recording rules have left is read, in place of asking the objective's own queries. */
    @DataBoundSetter
    public void setRecorded(boolean recorded) {
        this.recorded = recorded;
    }

    public @Nullable String getChangeClass() {
        return changeClass;
    }

    /** The class of changes that this release is said to belong to. */
    @DataBoundSetter
    public void setChangeClass(@Nullable String changeClass) {
        this.changeClass = Util.fixEmptyAndTrim(changeClass);
    }

    public List<String> getLabels() {
        return labels == null ? List.of() : List.copyOf(labels);
    }

    /** Labels of the change, as the pipeline says. */
    @DataBoundSetter
    public void setLabels(@Nullable List<String> labels) {
        this.labels = labels == null ? null : new ArrayList<>(labels);
    }

    public List<String> getTickets() {
        return tickets == null ? List.of() : List.copyOf(tickets);
    }

    /** Tickets of the change, as the pipeline says. */
    @DataBoundSetter
    public void setTickets(@Nullable List<String> tickets) {
        this.tickets = tickets == null ? null : new ArrayList<>(tickets);
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
                .orElseThrow(() -> new AbortException(Messages.ErrorBudget_BadCriticality(
                        criticality,
                        Arrays.stream(Criticality.values()).map(Enum::name).collect(Collectors.joining(", ")))));
    }

    /** Whether the objectives are those of files in the workspace; else those of the environment. */
    boolean ofFiles() {
        return slos != null || connection != null;
    }

    /**
     * Throws unless it is one of both ways, and all of it.
     *
     * @throws AbortException naming what is missing, or too much
     */
    void checkWay() throws AbortException {
        if (ofFiles() && service != null) {
            throw new AbortException(Messages.ErrorBudget_BothWays(slos == null ? "connection" : "slos"));
        }
        if (ofFiles() ? slos == null || connection == null : environment == null) {
            String found = slos != null
                    ? "slos without connection"
                    : connection != null ? "connection without slos" : "neither slos nor environment";
            throw new AbortException(Messages.ErrorBudget_NoWay(found));
        }
        if (!ofFiles() && recorded) {
            throw new AbortException(Messages.ErrorBudget_OwnersWay());
        }
    }

    String title() {
        return name == null ? TITLE : name;
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ErrorBudgetOptions> {

        @Override
        public String getDisplayName() {
            return Messages.ErrorBudgetOptions_DisplayName();
        }

        /** The connections that this job may name, and the one that it names. */
        public ListBoxModel doFillConnectionItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String connection) {
            ListBoxModel choice = ConnectionConfiguration.choice(item, connection);
            choice.removeIf(option -> option.value.isEmpty());
            choice.add(0, new ListBoxModel.Option(Messages.ErrorBudget_OfEnvironment(), ""));
            return choice;
        }

        /** What happens to build and stage. */
        public ListBoxModel doFillCriticalityItems() {
            ListBoxModel items = new ListBoxModel();
            Arrays.stream(Criticality.values()).forEach(known -> items.add(known.name(), known.name()));
            return items;
        }

        /** It is a share. */
        public FormValidation doCheckMinRemaining(@QueryParameter String value, @QueryParameter String environment) {
            if (value.isBlank()) {
                return FormValidation.ok();
            }
            if (!environment.isBlank()) {
                return FormValidation.error(Messages.ErrorBudget_BothRules());
            }
            return OwnRules.isShare(value.trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ErrorBudget_BadShare(value));
        }
    }
}
