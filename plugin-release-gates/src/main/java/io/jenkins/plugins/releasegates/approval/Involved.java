package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.AuthorProof;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who had a part in what is to be approved, found by this controller and not told by the build.
 *
 * @param changes what goes there with it
 */
public record Involved(Exclusions exclusions, ApprovalAsked.Changes changes) {

    /** Found now. */
    static Involved of(
            Run<?, ?> run,
            Subject subject,
            List<Artifact> artifacts,
            Environment environment,
            ApprovalDemand demand,
            Starters.Also also,
            Ledger ledger)
            throws LedgerException {
        Optional<Base> base = Base.of(ledger, environment.name(), subject.job(), subject.build(), artifacts);
        Span.Found found =
                Span.of(run, subject, environment.name(), demand, base, ledger).find();
        Starters starters = Starters.of(run, also);
        List<Involvement> involved = new ArrayList<>(starters.involved());
        List<Doubt> doubts = new ArrayList<>(starters.doubts());
        if (subject.origin() != Subject.Origin.ORDINARY) {
            doubts.add(new Doubt(Doubt.Kind.REPLAYED, Texts.cut(run.getFullDisplayName())));
        }
        Edits edits = edits(run, base, ledger);
        involved.addAll(found.involved());
        involved.addAll(edits.involved());
        doubts.addAll(found.doubts());
        doubts.addAll(edits.doubts());
        Exclusions exclusions = new Exclusions(demand.enforced(), demand.unknown(), demand.authors(), involved, doubts);
        return new Involved(exclusions, found.changes());
    }

    /** The same, and who had started something by an earlier question about it. */
    Involved withStarters(Exclusions earlier) {
        List<Involvement> involved = new ArrayList<>(exclusions.involved());
        earlier.involved().stream()
                .filter(each -> each.ground() == Ground.STARTED && !involved.contains(each))
                .forEach(involved::add);
        List<Doubt> doubts = new ArrayList<>(exclusions.doubts());
        earlier.doubts().stream()
                .filter(each -> each.kind() == Doubt.Kind.STARTED_BY_UNKNOWN && !doubts.contains(each))
                .forEach(doubts::add);
        return new Involved(exclusions.with(involved, doubts), changes);
    }

    /** The same, and who has asked for the waivers that a decision relies on. */
    Involved withAskers(Decision decision, Ledger ledger) throws LedgerException {
        List<Involvement> involved = new ArrayList<>(exclusions.involved());
        for (GateResult gate : decision.gates()) {
            if (gate.verdict() instanceof Verdict.Waived waived) {
                String asker = ledger.exemptions()
                        .asker(waived.waiver(), ApprovalDesk.now())
                        .orElseThrow(() -> new LedgerException(
                                "it isn't kept any more who has asked for the waiver " + waived.waiver()));
                involved.add(new Involvement(
                        Ground.REQUESTED_WAIVER, IdentityKind.ACCOUNT, asker, Texts.cut(waived.waiver())));
            }
        }
        return new Involved(exclusions.with(involved, exclusions.doubts()), changes);
    }

    /**
     * Who had a part in what an exception is wanted for, by the same switches as for an approval; where the owner asks nobody to approve, who started
     * the build.
     *
     * @param entry that asks
     */
    public static Exclusions exclusions(
            Run<?, ?> run, TrailEntry entry, ExemptionAsked event, Environment environment, Ledger ledger)
            throws LedgerException {
        PendingAdmission refused = PendingAdmission.by(ledger, event.decision())
                .orElseThrow(() -> new LedgerException("decision " + event.decision() + " isn't kept in full"));
        if (environment.approval().isPresent()) {
            return of(
                            run,
                            refused.subject(entry.subject().path("step").asText()),
                            event.artifacts(),
                            environment,
                            environment.approval().get(),
                            Starters.Also.NOBODY,
                            ledger)
                    .exclusions();
        }
        Starters starters = Starters.of(run);
        return new Exclusions(Set.of(Ground.STARTED), UnknownAuthorship.BLOCK, starters.involved(), starters.doubts());
    }

    /** Who had a part in the change of a build, by the switches of an environment; empty where its owner asks nobody to approve. */
    public static Optional<Exclusions> inChange(Run<?, ?> run, Subject subject, Environment environment, Ledger ledger)
            throws LedgerException {
        return environment.approval().isEmpty()
                ? Optional.empty()
                : Optional.of(of(
                                run,
                                subject,
                                List.of(),
                                environment,
                                environment.approval().get(),
                                Starters.Also.NOBODY,
                                ledger)
                        .exclusions());
    }

    /** What a request knows of that, with what may have become known since it was asked. */
    static Exclusions now(Run<?, ?> run, Approvals.Standing standing, Ledger ledger) throws LedgerException {
        Exclusions before = standing.request().exclusions();
        TrailEntry asked = standing.asked();
        ApprovalAsked event = ledger.approvals().asked(asked);
        Optional<Base> base = Base.of(
                ledger, event.environment(), asked.subject().path("job").asText(), asked.build(), event.artifacts());
        Edits edits = edits(run, base, ledger);
        List<Involvement> involved = new ArrayList<>(before.involved());
        involved.removeIf(each -> each.ground() == Ground.CONFIGURED);
        involved.addAll(edits.involved());
        List<Doubt> doubts = new ArrayList<>(before.doubts());
        doubts.removeIf(each -> each.kind() == Doubt.Kind.CONFIGURED_BY_UNKNOWN);
        doubts.addAll(edits.doubts());
        return before.with(involved, doubts);
    }

    /** Who edited the job. */
    private record Edits(List<Involvement> involved, List<Doubt> doubts) {}

    /** Since the build began that was promoted last. */
    private static Edits edits(Run<?, ?> run, Optional<Base> base, Ledger ledger) {
        ConfigurationEdits.Edits edits = ConfigurationEdits.since(
                ledger, run.getParent(), base.map(Base::since).orElse(-1L));
        return new Edits(
                edits.persons().stream()
                        .map(person -> new Involvement(Ground.CONFIGURED, IdentityKind.ACCOUNT, person, ""))
                        .toList(),
                edits.unknown()
                        ? List.of(new Doubt(Doubt.Kind.CONFIGURED_BY_UNKNOWN, Texts.cut(edits.why())))
                        : List.of());
    }

    /** How many people have had a part in it on each ground, as far as they are called differently. */
    Map<Ground, Integer> counts() {
        Map<Ground, Integer> counts = new EnumMap<>(Ground.class);
        exclusions.involved().stream()
                .map(each -> Map.entry(each.ground(), each.identity().toLowerCase(Locale.ROOT)))
                .distinct()
                .forEach(each -> counts.merge(each.getKey(), 1, Integer::sum));
        return counts;
    }

    /** What isn't known, as far as it matters to the owner. */
    Set<Doubt.Kind> doubts() {
        Set<Doubt.Kind> kinds = EnumSet.noneOf(Doubt.Kind.class);
        exclusions.doubts().forEach(doubt -> kinds.add(doubt.kind()));
        boolean verified = exclusions.authors() == AuthorProof.VERIFIED;
        if (!verified) {
            kinds.remove(Doubt.Kind.UNCHECKED_SIGNATURES);
        } else if (changes.verified().orElse(0) < changes.commits()) {
            kinds.add(Doubt.Kind.UNVERIFIED_AUTHOR);
        }
        return kinds;
    }
}
