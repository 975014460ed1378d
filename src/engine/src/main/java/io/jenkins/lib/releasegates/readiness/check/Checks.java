package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets items answer themselves. Never passes what it couldn't see: a source that breaks, in whatever way, is an error of that item alone. */
public final class Checks {

    private final CheckPorts ports;

    public Checks(CheckPorts ports) {
        this.ports = ports;
    }

    /** The results of all items with a check that concern the service, in the order of the checklist, for one instant. */
    public List<CheckResult> run(Checklist checklist, Service service, Instant at) throws InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        for (Item item : checklist.items(service.tier())) {
            Optional<Check> check = item.check();
            if (check.isPresent()) {
                Verdict verdict = atLeast(item.leastProvenance(), verdict(check.get(), at));
                results.add(new CheckResult(item.id(), item.digest(), at, verdict));
            }
        }
        return results;
    }

    private Verdict verdict(Check check, Instant at) throws InterruptedException {
        try {
            return check.fold(new Asking(ports, at)).ask();
        } catch (BrokenSourceException | MetricsException e) {
            return broken(check, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return broken(check, "An unexpected " + e.getClass().getSimpleName() + ".");
        }
    }

    private static Verdict broken(Check check, String why) {
        return new Verdict.Errored(new Grounds("", check.words(), why, Optional.empty(), List.of()));
    }

    /** What is vouched for too weakly isn't seen, also where it failed. */
    private static Verdict atLeast(Provenance least, Verdict verdict) {
        Grounds grounds = verdict.grounds();
        if (verdict.kind() == Verdict.Kind.ERROR
                || grounds.provenance().isEmpty() && !verdict.kind().admits()) {
            return verdict;
        }
        Provenance given = grounds.provenance().orElse(Provenance.REPORTED);
        if (given.meets(least)) {
            return verdict;
        }
        String why = "It is " + given.words() + "; the checklist wants at least " + Issues.quoted(least.id()) + ".";
        return new Verdict.Inconclusive(
                new Grounds(grounds.observed(), grounds.required(), why, grounds.provenance(), grounds.evidence()));
    }
}
