package io.jenkins.plugins.securityscan.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.security.SecurityTrend;
import io.jenkins.plugins.securityscan.Messages;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.verb.GET;

/**
 * "Security" beside a job whose builds have recorded findings: the trend on its page, and the way to the findings of the newest one.
 *
 * <p>Whoever may read the job may read it; Jenkins checks that on the way to the job.
 */
public final class JobSecurityAction implements Action {

    private final Job<?, ?> job;

    JobSecurityAction(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public String getIconFileName() {
        return "symbol-bug-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.SecurityAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "security";
    }

    /** HTML for the job's page, escaped; empty where there is one build at most, which is no trend. */
    public String getDrawing() {
        SecurityTrend trend = JobTrend.of(job);
        return trend.isDrawn() ? AuditPageRenderer.trend(trend) : "";
    }

    /** To the newest build that has recorded findings and is still there; else to the job. */
    @GET
    public HttpResponse doIndex() {
        List<SecurityTrend.Build> builds = JobTrend.of(job).builds();
        for (int i = builds.size() - 1; i >= 0; i--) {
            int number = builds.get(i).number();
            if (job.getBuildByNumber(number) != null) {
                return HttpResponses.redirectTo("../" + number + "/security/");
            }
        }
        return HttpResponses.redirectTo("..");
    }

    /** For jobs whose builds have recorded findings. */
    @Extension
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobSecurityAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job job) {
            return JobTrend.isKept(job) ? List.of(new JobSecurityAction(job)) : List.of();
        }
    }
}
