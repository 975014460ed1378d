package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an environment demands besides its policy, each as a gate with a verdict: who comes, with what, from where, and when. */
final class StandingGates {

    /** What the names of gates that are no gates of a policy begin with. */
    static final String PREFIX = "environment: ";

    /** The gate of hours and freezes. */
    static final String TIME = PREFIX + "time";

    /** The gate of jobs and branches. */
    static final String JOB = PREFIX + "job";

    /** The gate of replays and restarts. */
    static final String PIPELINE = PREFIX + "pipeline";

    private final Environment environment;
    private final Subject subject;
    private final List<Artifact> artifacts;
    private final Instant at;

    StandingGates(Environment environment, Subject subject, List<Artifact> artifacts, Instant at) {
        this.environment = environment;
        this.subject = subject;
        this.artifacts = artifacts;
        this.at = at;
    }

    List<GateResult> judge(Deployments deployments) {
        List<GateResult> gates = new ArrayList<>();
        gates.add(gate(JOB, List.of(job(), branch())));
        gates.add(gate(PIPELINE, List.of(pipeline())));
        gates.add(gate(PREFIX + "artifact", List.of(artifact())));
        environment.after().ifPresent(before -> gates.add(gate(PREFIX + "order", order(before, deployments))));
        gates.add(gate(TIME, List.of(hours(), freezes())));
        return gates;
    }

    private static GateResult gate(String name, List<Verdict> criteria) {
        Verdict worst = criteria.stream()
                .min((left, right) -> left.kind().compareTo(right.kind()))
                .orElseThrow(() -> new IllegalStateException("A gate has criteria"));
        return new GateResult(name, Criticality.FAILURE, false, criteria, worst);
    }

    private Verdict job() {
        String folder = environment.entrance().folder();
        String required = "a job like " + words(environment.entrance().jobs())
                + (folder.isEmpty() ? "" : " in the folder " + folder);
        boolean may = environment.entrance().mayCome(subject.jobName());
        return verdict(
                may ? Verdict.Kind.PASSED : Verdict.Kind.FAILED,
                "job " + subject.jobName(),
                required,
                may
                        ? "This job may bring artifacts here."
                        : "The owner of this environment doesn't let this job bring artifacts here.");
    }

    private Verdict branch() {
        List<NamePattern> branches = environment.entrance().branches();
        Optional<String> branch = subject.branch();
        String observed = branch.map(name -> "branch " + name).orElse("no branch");
        if (branches.isEmpty()) {
            boolean proposed = subject.targetBranch().isPresent();
            return verdict(
                    proposed ? Verdict.Kind.FAILED : Verdict.Kind.PASSED,
                    proposed ? "a pull request, " + observed : observed,
                    "no pull request",
                    proposed
                            ? "What is only proposed doesn't enter an environment whose owner names no branches."
                            : "It is no pull request.");
        }
        String required = "a branch like " + words(branches);
        if (branch.isEmpty()) {
            return verdict(
                    Verdict.Kind.INCONCLUSIVE,
                    observed,
                    required,
                    "The job is no branch of a multibranch project, and what a build itself says of its branch doesn't count.");
        }
        boolean may = matches(branches, branch.get());
        return verdict(
                may ? Verdict.Kind.PASSED : Verdict.Kind.FAILED,
                observed,
                required,
                may
                        ? "This branch may."
                        : "The owner of this environment doesn't let this branch bring artifacts here.");
    }

    private Verdict pipeline() {
        boolean allowed = environment.entrance().repeated() == Entrance.Repeated.ALLOW;
        String required = allowed ? "any pipeline" : "the pipeline as it was committed";
        return switch (subject.origin()) {
            case ORDINARY ->
                verdict(
                        Verdict.Kind.PASSED,
                        "an ordinary build",
                        required,
                        "Its pipeline is the one that the job has.");
            case REPLAY ->
                verdict(
                        allowed ? Verdict.Kind.WARNING : Verdict.Kind.FAILED,
                        "a replayed build",
                        required,
                        "A replayed build runs a pipeline that somebody has edited on its page.");
            case RESTARTED_FROM_STAGE ->
                verdict(
                        allowed ? Verdict.Kind.WARNING : Verdict.Kind.FAILED,
                        "a build restarted from a stage",
                        required,
                        "A build that was restarted from a stage has left out those before it.");
            case COMMAND ->
                verdict(
                        Verdict.Kind.FAILED,
                        "a rehearsal",
                        required,
                        "What is decided on somebody's machine admits nothing.");
        };
    }

    private Verdict artifact() {
        String required = "at least one file with the digest that was computed from it";
        return artifacts.isEmpty()
                ? verdict(
                        Verdict.Kind.INCONCLUSIVE,
                        "no artifact",
                        required,
                        "Without an artifact nobody knows what would be admitted.")
                : verdict(
                        Verdict.Kind.PASSED,
                        artifacts.size() == 1
                                ? artifacts.get(0).name() + " "
                                        + artifacts.get(0).digest()
                                : artifacts.size() + " files",
                        required,
                        "The decision holds for exactly these files.");
    }

    private List<Verdict> order(String before, Deployments deployments) {
        if (artifacts.isEmpty()) {
            return List.of(verdict(
                    Verdict.Kind.INCONCLUSIVE,
                    "no artifact",
                    "deployed in " + before + " before",
                    "Without an artifact nobody knows where it was before."));
        }
        return artifacts.stream()
                .map(artifact -> order(before, artifact, deployments))
                .toList();
    }

    private Verdict order(String before, Artifact artifact, Deployments deployments) {
        String required = artifact.name() + " deployed in " + before + " before";
        try {
            Optional<String> deployed = deployments.succeeded(before, artifact.digest());
            return verdict(
                    deployed.isPresent() ? Verdict.Kind.PASSED : Verdict.Kind.FAILED,
                    deployed.orElse("no deployment of " + artifact.digest()),
                    required,
                    deployed.isPresent()
                            ? "The same bytes were deployed there, and that ended well."
                            : "These bytes were not deployed in " + before
                                    + ", or that did not end well; another build of the same sources isn't the same.");
        } catch (IOException e) {
            return verdict(
                    Verdict.Kind.ERROR,
                    "",
                    required,
                    "What was deployed in " + before + " can't be told: " + e.getMessage() + ".");
        }
    }

    private Verdict hours() {
        OpeningTimes times = environment.times();
        boolean open = times.inHours(at);
        return verdict(
                open ? Verdict.Kind.PASSED : Verdict.Kind.FAILED,
                at.atZone(times.zone()).toLocalDateTime().withNano(0) + " (" + times.zone() + ")",
                "open " + times.words(),
                open ? "It is open now." : "It is closed now" + opens(times) + ".");
    }

    private Verdict freezes() {
        OpeningTimes times = environment.times();
        List<Freeze> frozen = times.frozen(at);
        if (frozen.isEmpty()) {
            return verdict(Verdict.Kind.PASSED, "no freeze", "no freeze", "Nothing is frozen now.");
        }
        Freeze freeze = frozen.get(0);
        return verdict(
                Verdict.Kind.FAILED,
                "freeze until " + freeze.until(),
                "no freeze",
                // Why, a person has typed; the record holds no such text.
                "It is frozen by " + whose(times, freeze) + " of this environment" + opens(times) + ".");
    }

    private static String whose(OpeningTimes times, Freeze freeze) {
        int number = times.freezes().indexOf(freeze) + 1;
        return number > 0 ? "freeze " + number : "an event of the calendar";
    }

    private String opens(OpeningTimes times) {
        return times.opens(at)
                .map(next -> "; it opens at " + next.atZone(times.zone()).toLocalDateTime() + " (" + times.zone() + ")")
                .orElse("; it does not open within a year");
    }

    private static Verdict verdict(Verdict.Kind kind, String observed, String required, String why) {
        return Verdict.of(
                kind,
                new Grounds(
                        observed,
                        required,
                        why,
                        observed.isEmpty() ? Optional.empty() : Optional.of(Provenance.OBSERVED),
                        List.of()));
    }

    private static boolean matches(List<NamePattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    private static String words(List<NamePattern> patterns) {
        return patterns.stream().map(NamePattern::text).collect(Collectors.joining(" or "));
    }
}
