package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.policy.document.NamePattern;
import java.util.List;

/**
 * Who may bring artifacts to an environment.
 *
 * @param jobs full names of jobs; never empty
 * @param branches of multibranch projects; empty for any branch of these jobs, and for jobs without one, but for no pull request
 * @param folder full name of the folder that they have to lie in; empty where any may
 * @param repeated what a build comes to that was replayed or restarted from a stage, whose pipeline isn't the one that was committed
 */
public record Entrance(List<NamePattern> jobs, List<NamePattern> branches, String folder, Repeated repeated) {

    /** What a Replay or a Restart from Stage means. */
    public enum Repeated {
        /** It is refused. */
        REFUSE,
        /** It is judged like any other, and the record names it. */
        ALLOW
    }

    /** Whether a job of that full name may come, as far as its name goes. */
    public boolean mayCome(String job) {
        return isInside(folder, job) && jobs.stream().anyMatch(pattern -> pattern.matches(job));
    }

    /** Whether something of that full name lies in that folder, at any depth; where the folder is empty, all does. */
    static boolean isInside(String folder, String fullName) {
        return folder.isEmpty() || fullName.startsWith(folder + "/");
    }

    public Entrance {
        jobs = List.copyOf(jobs);
        branches = List.copyOf(branches);
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("An entrance names at least one job");
        }
    }
}
