package io.jenkins.plugins.releasegates.deployment;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.StreamBuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.FreestyleSurroundings;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/**
 * {@code deployTo} for freestyle jobs: the build steps in it run only when a decision that still holds admits exactly these files, one deployment at
 * a time, with the secrets of the environment, and how they ended is recorded. A build doesn't wait here, since it would hold an executor; the job's
 * property {@code waitForEnvironment} lets it wait in the queue, before it starts.
 */
public final class DeployToBuilder extends Builder {

    private final String environment;
    private @Nullable String artifact;
    private @Nullable ArrayList<Builder> steps;

    /** To the environment of that name. */
    @DataBoundConstructor
    public DeployToBuilder(String environment) {
        this.environment = environment.trim();
    }

    public String getEnvironment() {
        return environment;
    }

    public @Nullable String getArtifact() {
        return artifact;
    }

    /** Patterns of the files in the workspace that are deployed; without any those that the build was admitted with. */
    @DataBoundSetter
    public void setArtifact(@Nullable String artifact) {
        this.artifact = Util.fixEmptyAndTrim(artifact);
    }

    public List<Builder> getSteps() {
        return steps == null ? List.of() : List.copyOf(steps);
    }

    /** What deploys. */
    @DataBoundSetter
    public void setSteps(@Nullable List<Builder> steps) {
        this.steps = steps == null ? null : new ArrayList<>(steps);
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        String id = configuration
                .id(environment, build.getParent())
                .orElseThrow(() -> new AbortException(Messages.DeployToStep_NotAdmitted(
                        environment, configuration.noSuch(environment, build.getParent()))));
        StepSurroundings at = FreestyleSurroundings.of(build, listener);
        Ledger ledger = DeployToExecution.ledger();
        Ticket mine = ticket(id, at);
        try {
            TrailEntry started = begin(at, id, mine, ledger);
            Outcome outcome = Outcome.FAILED;
            try {
                outcome = deploy(id, build, launcher, listener);
            } catch (InterruptedException e) {
                outcome = Outcome.ABORTED;
                throw e;
            } finally {
                end(at, id, started, outcome, ledger);
            }
            return outcome == Outcome.SUCCEEDED;
        } catch (LedgerException e) {
            throw new AbortException("Not deployed, since it can not be recorded: " + e.getMessage());
        } finally {
            DeploymentQueue.get().leave(mine);
        }
    }

    private static Ticket ticket(String id, StepSurroundings at) throws IOException {
        return new Ticket(
                id,
                ReleaseAuditAction.of(at.run()).getBuildId(),
                at.step(),
                at.run().getFullDisplayName(),
                at.run().getStartTimeInMillis(),
                at.run()::isBuilding,
                () -> {});
    }

    private TrailEntry begin(StepSurroundings at, String id, Ticket mine, Ledger ledger)
            throws IOException, InterruptedException, LedgerException {
        Subject subject = BuildSubject.of(at, Optional.of("Deployment to " + id));
        Clearance cleared = Clearance.of(at, subject, id, artifact == null ? "" : artifact, ledger);
        DeploymentQueue.Turn turn =
                DeploymentQueue.get().takeOver(Ticket.inQueue(id, at.run().getQueueId()), mine, ledger);
        if (turn.superseded()) {
            throw new AbortException(Messages.DeployToStep_Superseded(id));
        }
        if (turn.holder().isPresent()) {
            throw new AbortException(
                    Messages.DeployToBuilder_Occupied(id, turn.holder().get()));
        }
        if (cleared.requiresHealth()) {
            cleared.requireHealth(at, subject, ledger);
            cleared.requireUnchanged(Clearance.of(at, subject, id, artifact == null ? "" : artifact, ledger));
        }
        TrailEntry started = ledger.promotions()
                .begin(
                        cleared.rules(),
                        cleared.decision(),
                        cleared.artifacts(),
                        subject,
                        BuildActor.of(at.run()),
                        DeployToExecution.now());
        ReleaseAuditAction.of(at.run()).recorded();
        at.log(Messages.DeployToStep_Begins(id, cleared.decision().id(), started.id()));
        return started;
    }

    private Outcome deploy(String id, AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        EnvVars secrets = new EnvVars();
        new EnvironmentSecrets(id).expand(secrets);
        try (OutputStream masked = new SecretsFilter(id).decorateLogger(build, new Unclosed(listener.getLogger()));
                StreamBuildListener log = new StreamBuildListener(masked, StandardCharsets.UTF_8)) {
            Launcher inside = launcher.decorateByEnv(secrets);
            for (Builder step : getSteps()) {
                if (!step.perform(build, inside, log) || hasFailed(build)) {
                    return Outcome.FAILED;
                }
            }
        }
        return Outcome.SUCCEEDED;
    }

    /** Steps for any kind of job tell it that way. */
    private static boolean hasFailed(AbstractBuild<?, ?> build) {
        Result result = build.getResult();
        return result != null && result.isWorseOrEqualTo(Result.FAILURE);
    }

    /** The log of a build goes on behind these steps. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream log) {
            super(log);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** What has happened is not lost because the record can't take it at present: it is kept, and tried again, without this build. */
    private static void end(StepSurroundings at, String id, TrailEntry started, Outcome outcome, Ledger ledger)
            throws IOException {
        Actor actor = BuildActor.of(at.run());
        try {
            ledger.promotions().end(started, outcome, actor, DeployToExecution.now());
        } catch (LedgerException e) {
            DeploymentQueue.get().endLater(started, outcome, actor);
            throw new AbortException(Messages.DeployToStep_NotRecorded(id, String.valueOf(e.getMessage())));
        }
        at.log(Messages.DeployToStep_Ended(started.id(), outcome.words()));
        if (outcome == Outcome.SUCCEEDED) {
            DeployedAction.add(at.run(), id);
        }
    }

    /** For the job's configuration page. */
    @Extension
    @Symbol("deployToBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.DeployToBuilder_DisplayName();
        }

        /** What may stand in it: any build step of such a job but this one, which would wait for itself. */
        public List<Descriptor<Builder>> stepsOf(@Nullable Object place) {
            List<Descriptor<Builder>> all = new ArrayList<>(Builder.all());
            all.remove(this);
            return place instanceof AbstractProject<?, ?> project
                    ? BuildStepDescriptor.filter(all, project.getClass())
                    : all;
        }

        /** The environments that the job sees, and the one that is named; whoever configures a job may know their names. */
        public ListBoxModel doFillEnvironmentItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String environment) {
            // What lies in a folder is told to who may read there.
            Item place = item == null || item.hasPermission(Item.READ) ? item : null;
            return EnvironmentConfiguration.get().choices(Util.fixNull(environment), place);
        }

        /** Files of the workspace; without any those that the build was admitted with. */
        public FormValidation doCheckArtifact(@QueryParameter String value) {
            return value.startsWith("/") || value.contains("..")
                    ? FormValidation.error(Messages.ReportItem_PatternLeaves(value))
                    : FormValidation.ok();
        }
    }
}
