package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalTerms;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.Destination;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Relief;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.lib.releasegates.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether artifacts may go to an environment: by what its owner demands, and by what the pipeline demands on top of that. What the
 * pipeline says can only tighten; nothing that it says replaces, weakens or leaves out anything of the owner's.
 */
public final class Admissions {

    /** Name of the gate that people pass. */
    public static final String APPROVAL = ApprovalGate.NAME;

    private final Environment environment;
    private final Optional<Policy> further;
    private final Policy policy;
    private final Exemptions exemptions;
    private final List<GateResult> health;

    /**
     * For one environment, without exceptions.
     *
     * @param further what the pipeline demands besides
     */
    public Admissions(Environment environment, Optional<Policy> further) {
        this(environment, further, Exemptions.NONE);
    }

    /**
     * For one environment.
     *
     * @param further what the pipeline demands besides
     * @param exceptions those that people have granted; they count as far as the owner lets them
     */
    public Admissions(Environment environment, Optional<Policy> further, Exemptions exemptions) {
        this(environment, further, exemptions, List.of());
    }

    private Admissions(
            Environment environment, Optional<Policy> further, Exemptions exemptions, List<GateResult> health) {
        this.environment = environment;
        this.further = further;
        this.exemptions = exemptions;
        this.health = List.copyOf(health);
        this.policy = further.map(environment.policy()::tightenedBy).orElse(environment.policy());
    }

    /** The same with what the running service was found to be like; without that, an environment that asks for it admits nothing. */
    public Admissions with(List<GateResult> found) {
        return new Admissions(environment, further, exemptions, found);
    }

    /** All gates of owner and pipeline; a baseline is looked for by it. */
    public Policy policy() {
        return policy;
    }

    /** What a decision depends on. */
    public ReleaseContext context(
            Subject subject, List<Artifact> artifacts, Evidence evidence, Baseline baseline, Instant at) {
        Destination destination = new Destination(environment.name(), environment.rules(), further.map(Policy::digest));
        return new ReleaseContext(
                subject, artifacts, evidence, baseline, Purpose.ADMISSION, Optional.of(destination), at);
    }

    /** What the environment demands besides any policy and the health of a service, judged at that moment. */
    public List<GateResult> standing(Subject subject, List<Artifact> artifacts, Deployments deployments, Instant at) {
        return relieved(
                new StandingGates(environment, subject, artifacts, at).judge(deployments), subject, artifacts, at);
    }

    /** What the environment demands of the running service, by what was found; all of it, also what wasn't. */
    public List<GateResult> health(Subject subject, List<Artifact> artifacts, Instant at) {
        return relieved(HealthGates.judge(environment.health(), health), subject, artifacts, at);
    }

    private List<GateResult> relieved(List<GateResult> gates, Subject subject, List<Artifact> artifacts, Instant at) {
        Relief relief = relief(subject, artifacts, Evidence.none(), at);
        return gates.stream()
                .map(gate -> Evaluation.granted(gate, relief)
                        .map(by -> Evaluation.waived(gate, by))
                        .orElse(gate))
                .toList();
    }

    /** The decision; it takes effect only after it is in the record. Where people have to approve, it says that nobody was asked. */
    public Decision decide(ReleaseContext context, Deployments deployments) {
        List<GateResult> judged = judged(context, deployments);
        if (environment.approval().isPresent()) {
            judged.add(ApprovalGate.open());
        }
        return decide(context, judged);
    }

    /**
     * The decision with what people have said.
     *
     * @param evidence name of the stored evidence that is judged
     * @param changes digest of what goes there with it
     */
    public Decision decide(
            ReleaseContext context, Deployments deployments, AskedApproval asked, Digest evidence, Digest changes) {
        List<GateResult> judged = judged(context, deployments);
        ApprovalContent now = content(context, decide(context, judged), evidence, changes);
        judged.add(ApprovalGate.judge(asked, now));
        return decide(context, judged);
    }

    private List<GateResult> judged(ReleaseContext context, Deployments deployments) {
        List<GateResult> judged =
                new ArrayList<>(new StandingGates(environment, context.subject(), context.artifacts(), context.at())
                        .judge(deployments));
        judged.addAll(HealthGates.judge(environment.health(), health));
        return judged;
    }

    private Decision decide(ReleaseContext context, List<GateResult> judged) {
        return Evaluation.decide(
                policy,
                context,
                judged,
                relief(context.subject(), context.artifacts(), context.evidence(), context.at()));
    }

    private Relief relief(Subject subject, List<Artifact> artifacts, Evidence evidence, Instant at) {
        return new GrantedExemptions(environment, exemptions, subject, artifacts, evidence, at);
    }

    /** What an approval of a decision in that context is about. */
    public static ApprovalContent content(ReleaseContext context, Decision decision, Digest evidence, Digest changes) {
        return ApprovalGate.content(
                context.destination().orElseThrow(() -> new IllegalArgumentException("An admission is to somewhere")),
                context.artifacts(),
                decision,
                evidence,
                changes);
    }

    /** Whether these gates lack nothing but the approval of people, or the right time. */
    public static boolean lacksOnlyPeople(List<GateResult> gates) {
        return gates.stream()
                .filter(gate -> !gate.advisory() && !gate.verdict().kind().admits())
                .allMatch(gate ->
                        gate.gate().equals(ApprovalGate.NAME) || gate.gate().equals(StandingGates.TIME));
    }

    /** Whether these gates lack, besides that, only what the owner lets people waive. */
    public boolean lacksOnlyExemptions(List<GateResult> gates) {
        return gates.stream()
                .filter(gate -> !gate.advisory() && !gate.verdict().kind().admits())
                .allMatch(gate -> isApproval(gate)
                        || isTime(gate)
                        || environment.waivers().mayBeWaived(gate.gate()));
    }

    /** Whether these gates lack, besides people and the right time, only that the service is well. */
    public static boolean lacksOnlyHealth(List<GateResult> gates) {
        List<GateResult> lacking = gates.stream()
                .filter(gate -> !gate.advisory() && !gate.verdict().kind().admits())
                .toList();
        return lacking.stream().anyMatch(gate -> HealthDemand.isOne(gate.gate()))
                && lacking.stream()
                        .allMatch(gate -> HealthDemand.isOne(gate.gate()) || isApproval(gate) || isTime(gate));
    }

    /** Who has to approve a decision with these gates: as the owner demands always, and one more where an error budget asks for that. */
    public static ApprovalTerms terms(Environment environment, ApprovalDemand demand, List<GateResult> gates) {
        Optional<String> more = environment.health().approvers();
        boolean asked = gates.stream()
                .anyMatch(gate -> gate.gate().equals(HealthDemand.APPROVAL)
                        && gate.verdict().kind() != Verdict.Kind.PASSED);
        return asked && more.isPresent() ? demand.terms().withOneMoreOf(more.get()) : demand.terms();
    }

    /** Whether that gate is the one that people pass. */
    public static boolean isApproval(GateResult gate) {
        return gate.gate().equals(ApprovalGate.NAME);
    }

    /** Whether that gate is the one of hours and freezes. */
    public static boolean isTime(GateResult gate) {
        return gate.gate().equals(StandingGates.TIME);
    }
}
