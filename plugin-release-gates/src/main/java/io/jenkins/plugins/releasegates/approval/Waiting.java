package io.jenkins.plugins.releasegates.approval;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits.
 *
 * @param build id of its build in the record
 * @param job full name of the job
 * @param files that it waits for
 * @param request id of the entry that asks people; empty while it waits for an exception
 * @param standing how that request stands; empty while it waits for an exception
 * @param until when it wants to be told at the latest; empty while it waits for people
 * @param turn tells it to look again
 */
record Waiting(
        String build,
        String step,
        String job,
        int number,
        String environment,
        Set<Digest> files,
        String request,
        Optional<ApprovalRequest> standing,
        Optional<Instant> until,
        Runnable turn) {

    /** Who acts when nobody does. */
    static final Actor NOBODY = new Actor("", "Jenkins itself", Actor.Means.UNKNOWN);

    /**
     * A step that waits for people, or as long as the environment is closed.
     *
     * @param until when that opens; empty while people are waited for
     */
    static Waiting of(
            Run<?, ?> run,
            String step,
            PendingAdmission pending,
            Approvals.Standing standing,
            Optional<Instant> until,
            Runnable turn) {
        return new Waiting(
                pending.build(),
                step,
                run.getParent().getFullName(),
                run.getNumber(),
                pending.environment(),
                pending.files(),
                standing.id(),
                Optional.of(standing.request()),
                until,
                turn);
    }

    /** A step that asks nobody, and waits for something to change. */
    static Waiting forChange(Run<?, ?> run, String step, PendingAdmission refused, Instant deadline, Runnable turn) {
        return new Waiting(
                refused.build(),
                step,
                run.getParent().getFullName(),
                run.getNumber(),
                refused.environment(),
                refused.files(),
                "",
                Optional.empty(),
                Optional.of(deadline),
                turn);
    }

    static String key(String build, String step) {
        return build + "/" + step;
    }

    String key() {
        return key(build, step);
    }

    /** What people are asked. */
    ApprovalRequest asked() {
        return standing.orElseThrow(() -> new IllegalStateException("It asks nobody"));
    }

    Instant deadline() {
        return asked().deadline();
    }

    Waiting with(ApprovalRequest now) {
        return new Waiting(build, step, job, number, environment, files, request, Optional.of(now), until, turn);
    }

    /** The build, as far as the one who asks may see it. */
    @Nullable
    Run<?, ?> run() {
        Optional<Job<?, ?>> found = ReleaseGatesHome.get().job(job);
        return found.isPresent() ? found.get().getBuildByNumber(number) : null;
    }

    /** Whether an approval of that account would be taken and change anything. */
    boolean waitsFor(String account, KnownPeople people) {
        Answer approval = Answer.approve(account, asked().content().digest(), "", ApprovalDesk.now());
        return asked().objectionTo(approval, people.aliases(), people).isEmpty();
    }
}
