package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.plugins.releasegates.build.ConfigurationEdits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who had a part in what is to be approved, found by this controller and not told by the build.
 *
 * @param changes what goes there with it
 */
record Involved(Exclusions exclusions, ApprovalAsked.Changes changes) {

    /** Found now. */
    static Involved of(Run<?, ?> run, Subject subject, Environment environment, ApprovalDemand demand, Ledger ledger)
            throws LedgerException {
        Starters starters = Starters.of(run);
        Span.Found found = Span.of(run, subject, environment.name(), demand.source(subject.jobName()), ledger)
                .find();
        List<Involvement> involved = new ArrayList<>(starters.involved());
        List<Doubt> doubts = new ArrayList<>(starters.doubts());
        if (subject.origin() != Subject.Origin.ORDINARY) {
            doubts.add(new Doubt(Doubt.Kind.REPLAYED, Texts.cut(run.getFullDisplayName())));
        }
        Edits edits = edits(run, subject.job(), environment.name(), ledger);
        involved.addAll(found.involved());
        involved.addAll(edits.involved());
        doubts.addAll(edits.doubts());
        doubts.addAll(found.doubts());
        Exclusions exclusions = new Exclusions(demand.enforced(), demand.unknown(), involved, doubts);
        return new Involved(exclusions, found.changes());
    }

    /** What a request knows of that, with what may have become known since it was asked. */
    static Exclusions now(Run<?, ?> run, Approvals.Standing standing, Ledger ledger) throws LedgerException {
        Exclusions before = standing.request().exclusions();
        Edits edits = edits(run, standing.asked().subject().path("job").asText(), environment(standing), ledger);
        List<Involvement> involved = new ArrayList<>(before.involved());
        involved.removeIf(each -> each.ground() == Ground.CONFIGURED);
        involved.addAll(edits.involved());
        List<Doubt> doubts = new ArrayList<>(before.doubts());
        doubts.removeIf(each -> each.kind() == Doubt.Kind.CONFIGURED_BY_UNKNOWN);
        doubts.addAll(edits.doubts());
        return new Exclusions(before.enforced(), before.unknown(), involved, doubts);
    }

    private static String environment(Approvals.Standing standing) {
        return standing.asked().body().path("environment").path("name").asText();
    }

    /** Who edited the job. */
    private record Edits(List<Involvement> involved, List<Doubt> doubts) {}

    /** Since the build began that was deployed there last. */
    private static Edits edits(Run<?, ?> run, String job, String environment, Ledger ledger) throws LedgerException {
        Optional<TrailEntry> last = ledger.promotions().current(environment, job);
        long since = -1;
        if (last.isPresent()) {
            since = ledger.entriesOf(last.get().build()).get(0).seq();
        }
        ConfigurationEdits.Edits edits = ConfigurationEdits.since(ledger, run.getParent(), since);
        return new Edits(
                edits.persons().stream()
                        .map(person -> new Involvement(Ground.CONFIGURED, IdentityKind.ACCOUNT, person, ""))
                        .toList(),
                edits.unknown()
                        ? List.of(new Doubt(Doubt.Kind.CONFIGURED_BY_UNKNOWN, Texts.cut(edits.why())))
                        : List.of());
    }

    /** How many people have had a part in it on each ground. */
    Map<Ground, Integer> counts() {
        Map<Ground, Integer> counts = new EnumMap<>(Ground.class);
        exclusions.involved().forEach(each -> counts.merge(each.ground(), 1, Integer::sum));
        return counts;
    }

    /** What isn't known. */
    Set<Doubt.Kind> doubts() {
        Set<Doubt.Kind> kinds = EnumSet.noneOf(Doubt.Kind.class);
        exclusions.doubts().forEach(doubt -> kinds.add(doubt.kind()));
        return kinds;
    }
}
