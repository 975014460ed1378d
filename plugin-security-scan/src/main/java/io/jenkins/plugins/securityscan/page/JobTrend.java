package io.jenkins.plugins.securityscan.page;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.report.security.SecurityPage;
import io.jenkins.lib.releasegates.report.security.SecurityQuery;
import io.jenkins.lib.releasegates.report.security.SecurityTrend;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The file beside a job's configuration that holds how many findings its last builds had, so that its page loads none of them. */
final class JobTrend {

    private static final Logger LOG = Logger.getLogger(JobTrend.class.getName());
    private static final String FILE = "release-gates-security-trend.jsonl";

    private JobTrend() {}

    /** Whether any build has recorded findings; asked each time that Jenkins shows the job anywhere. */
    static boolean isKept(Job<?, ?> job) {
        return Files.exists(file(job));
    }

    /** What is known; nothing where that can't be read, which the log says. */
    static SecurityTrend of(Job<?, ?> job) {
        try {
            return SecurityTrend.read(file(job));
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "The trend of findings of " + job.getFullName() + " can't be read");
            return new SecurityTrend(List.of());
        }
    }

    /** Puts in what the build has recorded. It proves nothing, so that no build fails where it can't be kept. */
    private static void update(Run<?, ?> run) {
        Job<?, ?> job = run.getParent();
        try {
            SecurityPage page = SecurityPage.of(
                    ReleaseGatesHome.get().ledger(),
                    ReleaseAuditAction.of(run).getBuildId(),
                    new SecurityQuery(name -> null),
                    Clock.systemUTC().instant());
            synchronized (JobTrend.class) {
                SecurityTrend.read(file(job))
                        .with(SecurityTrend.Build.of(run.getNumber(), page))
                        .write(file(job));
            }
        } catch (IOException | LedgerException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "The trend of findings of " + job.getFullName() + " can't be kept");
        }
    }

    /** Once for each build, when its steps hold no findings any more: all of them are read for their number. */
    @Extension
    public static final class Listener extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener log) {
            if (run.getAction(SecurityAction.class) != null) {
                update(run);
            }
        }
    }

    private static Path file(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve(FILE);
    }
}
