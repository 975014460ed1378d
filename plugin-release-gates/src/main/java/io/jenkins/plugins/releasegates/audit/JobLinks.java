package io.jenkins.plugins.releasegates.audit;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.releasegates.report.EventLinks;
import io.jenkins.lib.releasegates.report.EventRow;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.build.JobChanges;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** From events to the pages of builds and jobs. */
@Restricted(NoExternalUse.class)
public final class JobLinks {

    private JobLinks() {}

    /** To what the current user may see. A job that has only the name of the one in the record isn't it. */
    public static EventLinks ofCurrentUser() {
        return below("../");
    }

    /**
     * The same from any page.
     *
     * @param root the address of this Jenkins as seen from there, with a slash at its end
     */
    public static EventLinks below(String root) {
        return row -> {
            Optional<Job<?, ?>> job = ReleaseGatesHome.get().job(row.jobName());
            if (row.number() > 0) {
                return job.map(found -> found.getBuildByNumber(row.number()))
                        .filter(run -> isOf(run, row))
                        .map(run -> root + run.getUrl() + "release-audit/");
            }
            return job.filter(found -> row.build().isEmpty() && JobChanges.isKnownAs(found, row.job()))
                    .map(found -> root + found.getUrl());
        };
    }

    /** Records, in the background, what is gone without anybody having told of it. */
    static void reconcile(List<EventRow> rows) {
        JobChanges.reconcile(rows);
    }

    private static boolean isOf(Run<?, ?> run, EventRow row) {
        ReleaseAuditAction audit = run.getAction(ReleaseAuditAction.class);
        return audit != null && audit.getBuildId().equals(row.build());
    }
}
