package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
        involved.addAll(found.involved());
        doubts.addAll(found.doubts());
        Exclusions exclusions = new Exclusions(demand.enforced(), demand.unknown(), involved, doubts);
        return new Involved(exclusions, found.changes());
    }

    /** The same request with what may have become known since it was asked. */
    static Exclusions now(Run<?, ?> run, Approvals.Standing standing) throws LedgerException {
        return standing.request().exclusions();
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
