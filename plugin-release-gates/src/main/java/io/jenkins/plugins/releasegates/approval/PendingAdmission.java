package io.jenkins.plugins.releasegates.approval;

import hudson.AbortException;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The newest answer that a build has got to whether its files may go to an environment. */
public final class PendingAdmission {

    private final String environment;
    private final TrailEntry entry;
    private final Event.DecisionMade decision;

    private PendingAdmission(String environment, TrailEntry entry, Event.DecisionMade decision) {
        this.environment = environment;
        this.entry = entry;
        this.decision = decision;
    }

    /**
     * The newest one of that build.
     *
     * @param artifacts digests of files that it has to be about; none for any
     * @return empty when the build has asked nothing like that
     */
    public static Optional<PendingAdmission> of(Ledger ledger, String build, String environment, Set<Digest> artifacts)
            throws LedgerException {
        Optional<PendingAdmission> newest = Optional.empty();
        for (TrailEntry entry : ledger.entriesOf(build)) {
            if (ledger.event(entry).orElse(null) instanceof Event.DecisionMade decision
                    && decision.destination()
                            .filter(to -> to.environment().equals(environment))
                            .isPresent()
                    && digests(decision.artifacts()).containsAll(artifacts)) {
                newest = Optional.of(new PendingAdmission(environment, entry, decision));
            }
        }
        return newest;
    }

    /** The decision of that entry, where it is about an environment. */
    public static Optional<PendingAdmission> by(Ledger ledger, String record) throws LedgerException {
        Optional<TrailEntry> entry = ledger.entryOf(record);
        return entry.isPresent() && ledger.event(entry.get()).orElse(null) instanceof Event.DecisionMade decision
                ? decision.destination().map(to -> new PendingAdmission(to.environment(), entry.get(), decision))
                : Optional.empty();
    }

    /** The newest one of that build about exactly these files. */
    static Optional<PendingAdmission> exactly(Ledger ledger, String build, String environment, List<Artifact> artifacts)
            throws LedgerException {
        Set<Digest> wanted = digests(artifacts);
        Optional<PendingAdmission> newest = Optional.empty();
        for (TrailEntry entry : ledger.entriesOf(build)) {
            if (ledger.event(entry).orElse(null) instanceof Event.DecisionMade decision
                    && decision.destination()
                            .filter(to -> to.environment().equals(environment))
                            .isPresent()
                    && digests(decision.artifacts()).equals(wanted)) {
                newest = Optional.of(new PendingAdmission(environment, entry, decision));
            }
        }
        return newest;
    }

    /** What it is about. */
    public Set<Digest> files() {
        return digests(decision.artifacts());
    }

    static Set<Digest> digests(List<Artifact> artifacts) {
        return artifacts.stream().map(Artifact::digest).collect(Collectors.toSet());
    }

    String environment() {
        return environment;
    }

    String build() {
        return entry.build();
    }

    /** The decision's entry. */
    public TrailEntry entry() {
        return entry;
    }

    /** What was decided. */
    public Event.DecisionMade decision() {
        return decision;
    }

    /** Whether people let through that nobody has approved it: they have broken the glass. */
    public boolean isLetThroughByPeople() {
        return decision.gates().stream()
                .map(Event.DecisionMade.GateLine::withoutGrounds)
                .anyMatch(gate -> Admissions.isApproval(gate) && gate.verdict().kind() == Verdict.Kind.WAIVED);
    }

    /** Whether it lacks nothing but people, or the right time as well. */
    public boolean waitsForPeople() {
        List<GateResult> gates = decision.gates().stream()
                .map(Event.DecisionMade.GateLine::withoutGrounds)
                .toList();
        return !decision.effect().admits()
                && gates.stream().anyMatch(Admissions::isApproval)
                && Admissions.lacksOnlyPeople(gates);
    }

    /** What the running service was found to be like for it. */
    List<GateResult> health(Ledger ledger) throws LedgerException {
        List<GateResult> health = new ArrayList<>();
        for (Event.DecisionMade.GateLine line : decision.gates()) {
            if (HealthDemand.isOne(line.gate())) {
                health.add(line.withoutGrounds());
            }
        }
        if (health.isEmpty()) {
            return health;
        }
        String step = entry.subject().path("step").asText();
        for (TrailEntry earlier : ledger.entriesOf(build())) {
            if (earlier.seq() < entry.seq()
                    && earlier.subject().path("step").asText().equals(step)
                    && ledger.event(earlier).orElse(null) instanceof Event.GateJudged judged) {
                health.replaceAll(gate -> isSame(gate, judged.result()) ? judged.result() : gate);
            }
        }
        return health;
    }

    private static boolean isSame(GateResult line, GateResult judged) {
        return line.gate().equals(judged.gate())
                && line.verdict().kind() == judged.verdict().kind();
    }

    /** Whether it lacks, besides people and the right time, only that the running service is well. */
    public boolean lacksOnlyHealth() {
        return !decision.effect().admits()
                && Admissions.lacksOnlyHealth(decision.gates().stream()
                        .map(Event.DecisionMade.GateLine::withoutGrounds)
                        .toList());
    }

    /** Whether it lacks, besides people and the right time, only what the owner lets people waive. */
    public boolean lacksOnlyExemptions(Environment rules) {
        return !decision.effect().admits()
                && new Admissions(rules, Optional.empty())
                        .lacksOnlyExemptions(decision.gates().stream()
                                .map(Event.DecisionMade.GateLine::withoutGrounds)
                                .toList());
    }

    /** Whether it was decided by these rules of the environment's owner. */
    boolean isUnder(Digest rules) {
        return decision.destination().filter(to -> to.rules().equals(rules)).isPresent();
    }

    /** The newest request of the build about the same files. */
    Optional<TrailEntry> request(Ledger ledger) throws LedgerException {
        Optional<TrailEntry> newest = Optional.empty();
        Set<Digest> wanted = new HashSet<>(digests(decision.artifacts()));
        for (TrailEntry asked : ledger.approvals().of(entry.build())) {
            ApprovalAsked event = ledger.approvals().asked(asked);
            if (event.environment().equals(environment)
                    && digests(event.artifacts()).equals(wanted)) {
                newest = Optional.of(asked);
            }
        }
        return newest;
    }

    /** Whether an admission that was made with that request is over, or was taken back: another one needs another approval. */
    boolean isUsedUp(Ledger ledger, TrailEntry asked) throws LedgerException {
        for (TrailEntry later : ledger.entriesOf(build())) {
            if (later.seq() > asked.seq()
                    && ledger.event(later).orElse(null) instanceof Event.DecisionMade made
                    && made.effect().admits()
                    && made.destination()
                            .filter(to -> to.environment().equals(environment))
                            .isPresent()
                    && made.artifacts().equals(decision.artifacts())
                    && (made.validUntil().isBefore(ApprovalDesk.now())
                            || ledger.revocations().of(later.id()).isPresent())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the owner of the environment demands now.
     *
     * @throws AbortException when there is no such environment, or when it can't be used
     */
    Environment rules() throws AbortException {
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        return configuration
                .environment(environment)
                .orElseThrow(() -> new AbortException(
                        Messages.ReleaseGate_NoEnvironment(String.join("\n", configuration.troubles(environment)))));
    }

    /** The subject of the decision, for another step of the same build. */
    Subject subject(String step) {
        var json = entry.subject();
        return new Subject(
                json.path("job").asText(),
                json.path("jobName").asText(),
                entry.build(),
                json.path("number").asInt(),
                text("branch"),
                text("targetBranch"),
                text("revision"),
                Subject.Origin.valueOf(json.path("origin").asText()),
                Optional.of(step),
                text("title"));
    }

    private Optional<String> text(String member) {
        return Optional.of(entry.subject().path(member).asText("")).filter(text -> !text.isEmpty());
    }
}
