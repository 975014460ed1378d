package io.jenkins.plugins.releasegates.approval;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.RepeatedRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who started a build: all who did, through upstream builds, and through the builds that a replayed one repeats. */
final class Starters {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_RUNS = 500;

    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Starters() {}

    static Starters of(Run<?, ?> run) {
        return of(run, Also.NOBODY);
    }

    /** With those who started something else for which the same is asked. */
    static Starters of(Run<?, ?> run, Also also) {
        Starters starters = new Starters();
        starters.follow(run, 0);
        if (also.isAnything()) {
            starters.causes(also.causes(), also.name(), 0);
        }
        return starters;
    }

    /**
     * Why something was started that isn't a build yet.
     *
     * @param name of what was started, for people; empty where nothing was
     */
    record Also(List<Cause> causes, String name) {

        static final Also NOBODY = new Also(List.of(), "");

        boolean isAnything() {
            return !name.isEmpty();
        }

        /** Whether everybody who started that is known as a starter there already. */
        boolean isIn(Exclusions exclusions) {
            Starters starters = new Starters();
            if (isAnything()) {
                starters.causes(causes, name, 0);
            }
            return !isAnything()
                    || exclusions.doubts().containsAll(starters.doubts())
                            && exclusions.involved().stream()
                                    .filter(each -> each.ground() == Ground.STARTED)
                                    .map(Involvement::identity)
                                    .toList()
                                    .containsAll(starters.accounts.keySet());
        }
    }

    List<Involvement> involved() {
        List<Involvement> involved = new ArrayList<>();
        accounts.forEach((account, build) ->
                involved.add(new Involvement(Ground.STARTED, IdentityKind.ACCOUNT, account, Texts.cut(build))));
        return involved;
    }

    List<Doubt> doubts() {
        return unknown.stream()
                .map(build -> new Doubt(Doubt.Kind.STARTED_BY_UNKNOWN, Texts.cut(build)))
                .toList();
    }

    private void follow(Run<?, ?> run, int depth) {
        if (!seen.add(run.getExternalizableId())) {
            return;
        }
        if (depth > MAX_DEPTH || seen.size() > MAX_RUNS) {
            unknown.add(run.getFullDisplayName());
            return;
        }
        causes(run.getCauses(), run.getFullDisplayName(), depth);
        for (Cause cause : run.getCauses()) {
            if (RepeatedRun.isRepetition(cause)) {
                Optional<Run<?, ?>> original = RepeatedRun.original(cause);
                if (original.isPresent()) {
                    follow(original.get(), depth + 1);
                } else {
                    unknown.add(run.getFullDisplayName() + ", which repeats a build that is gone");
                }
            }
        }
    }

    private void causes(List<Cause> causes, String build, int depth) {
        if (depth > MAX_DEPTH) {
            unknown.add(build);
            return;
        }
        if (causes.isEmpty()) {
            unknown.add(build + ", of which nobody knows why it was started");
        }
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
                accounts.putIfAbsent(user.getUserId(), build);
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                String name = upstream.getUpstreamProject() + " #" + upstream.getUpstreamBuild();
                Run<?, ?> run = upstream.getUpstreamRun();
                if (run != null) {
                    follow(run, depth + 1);
                }
                // What is written down in the build itself holds even when the other one is gone.
                causes(upstream.getUpstreamCauses(), name, depth + 1);
            } else if (!BuildActor.isNobodys(cause) && !RepeatedRun.isRepetition(cause)) {
                unknown.add(build + ": " + cause.getShortDescription());
            }
        }
    }
}
