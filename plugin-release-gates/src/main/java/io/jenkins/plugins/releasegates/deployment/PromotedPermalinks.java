package io.jenkins.plugins.releasegates.deployment;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.PermalinkProjectAction;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Addresses such as {@code job/shop/lastPromoted-production}: the build of a job that was deployed to an environment last, and ended well. Asked of the
 * record, never by walking builds.
 */
public final class PromotedPermalinks extends InvisibleAction implements PermalinkProjectAction {

    private static final Logger LOGGER = Logger.getLogger(PromotedPermalinks.class.getName());

    private final List<Permalink> permalinks;

    PromotedPermalinks(List<String> environments) {
        this.permalinks =
                environments.stream().<Permalink>map(LastPromoted::new).toList();
    }

    @Override
    public List<Permalink> getPermalinks() {
        return permalinks;
    }

    private static final class LastPromoted extends Permalink {

        private final String environment;

        LastPromoted(String environment) {
            this.environment = environment;
        }

        @Override
        public String getDisplayName() {
            return Messages.PromotedPermalinks_DisplayName(environment);
        }

        @Override
        public String getId() {
            // A job sees no two environments of one name.
            return "lastPromoted-" + environment.substring(environment.lastIndexOf('/') + 1);
        }

        @Override
        public @Nullable Run<?, ?> resolve(Job<?, ?> job) {
            try {
                Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
                Optional<TrailEntry> ended = ledger.isEmpty()
                        ? Optional.empty()
                        : ledger.get().promotions().current(environment, job.getFullName());
                return ended.isPresent() ? build(job, ended.get()) : null;
            } catch (LedgerException e) {
                LOGGER.log(Level.FINE, "What was deployed last can't be told", e);
                return null;
            }
        }

        /** A build of that number may be another one by now. */
        private static @Nullable Run<?, ?> build(Job<?, ?> job, TrailEntry ended) {
            Run<?, ?> run = job.getBuildByNumber(ended.subject().path("number").asInt());
            ReleaseAuditAction action = run == null ? null : run.getAction(ReleaseAuditAction.class);
            return action != null && action.getBuildId().equals(ended.build()) ? run : null;
        }
    }

    /** For jobs that may come to an environment. */
    @Extension
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return PromotedPermalinks.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job job) {
            List<String> environments = EnvironmentConfiguration.get().environmentsFor(job.getFullName());
            return environments.isEmpty() ? List.of() : List.of(new PromotedPermalinks(environments));
        }
    }
}
