package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.DeploymentStarted;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.RecordCheck;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.AnsweredControl;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Edit;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Shown;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.control.Control;
import io.jenkins.lib.releasegates.report.control.Controls;
import io.jenkins.lib.releasegates.report.control.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes once through what the index has of an environment in a period, the newest first, and tells each promotion that it meets. */
final class ComplianceReader {

    /** From the weakest. */
    private static final List<String> STRENGTHS = List.of("broken", "chain", "signed", "witnessed");

    private final LedgerLook look;
    private final Scope scope;
    private final int most;
    private final Instant now;
    private final Exceptions exceptions = new Exceptions();
    private final CheckedEntries checked;
    private final DepartureReader departures;
    private final PromotionReader promotions;
    private final Surroundings surroundings;
    private final List<Promotion> found = new ArrayList<>();
    /** Ends of which the beginning wasn't met so far, by the id of that. */
    private final Map<String, TrailEntry> ends = new LinkedHashMap<>();

    private Optional<Instant> cutOff = Optional.empty();

    ComplianceReader(Ledger ledger, Scope scope, int most, Instant now) {
        this.scope = scope;
        this.most = most;
        this.now = now;
        this.look = new LedgerLook(ledger, scope.names());
        this.checked = new CheckedEntries(ledger, now);
        this.departures = new DepartureReader(look, scope, checked);
        this.promotions = new PromotionReader(look, scope, checked, departures, exceptions);
        this.surroundings = new Surroundings(look, scope);
    }

    ComplianceReport read(Controls controls) {
        LedgerQuery period = new LedgerQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(scope.environment()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(scope.from()),
                Optional.of(scope.to()));
        look.each(period, this::met);
        if (cutOff.isEmpty()) {
            begunBefore();
        }
        found.sort(Comparator.comparingLong(Promotion::seq));
        List<Edit> edits = surroundings.edits();
        new RuleChecks(exceptions).check(scope, found, edits);
        departures.check(exceptions);
        if (found.isEmpty()) {
            known();
        }
        RecordCheck check = checked.all(look.faults(), evidence(Promotion.Kept.KEPT), evidence(Promotion.Kept.GONE));
        whole(check);
        Map<Fact, Shown> facts = facts(check);
        List<String> population = found.stream()
                .filter(one -> !one.beganBefore())
                .map(Promotion::entry)
                .toList();
        return new ComplianceReport(
                scope,
                now,
                found,
                surroundings.refused(),
                surroundings.refusals(),
                edits,
                departures.all(),
                exceptions.sorted(),
                facts,
                controls.source(),
                controls.digest().toString(),
                controls.controls().stream()
                        .map(control -> answered(control, facts))
                        .toList(),
                check,
                Sample.draw(scope, population, checked.head().toString(), isComplete()),
                Limits.of(scope, check, cutOff),
                isComplete());
    }

    /** Pieces of evidence that fare so, each once. */
    private int evidence(Promotion.Kept how) {
        return (int) found.stream()
                .filter(one -> one.evidence() == how)
                .map(Promotion::admittedBy)
                .distinct()
                .count();
    }

    private boolean isComplete() {
        return cutOff.isEmpty() && look.complete();
    }

    private boolean met(TrailEntry entry) {
        if (entry.kind().equals(DeploymentEnded.KIND)) {
            ends.put(entry.body().path("deployment").asText(), entry);
        } else if (entry.kind().equals(DeploymentStarted.KIND)) {
            if (found.size() >= most) {
                cutOff = Optional.of(found.get(found.size() - 1).began());
                return false;
            }
            found.add(promotions.read(entry, Optional.ofNullable(ends.remove(entry.id()))));
        } else {
            surroundings.met(entry);
        }
        return true;
    }

    /** Promotions that ended in the period and began before it. */
    private void begunBefore() {
        for (Map.Entry<String, TrailEntry> end : ends.entrySet()) {
            Optional<TrailEntry> began = look.entry(end.getKey())
                    .filter(entry -> entry.kind().equals(DeploymentStarted.KIND)
                            && LedgerLook.environment(entry.body()).equals(scope.environment()));
            if (began.isPresent() && found.size() < most) {
                found.add(promotions.read(began.get(), Optional.of(end.getValue())));
            } else {
                exceptions.of(
                        end.getValue().id(),
                        Kind.END_WITHOUT_BEGINNING,
                        "Entry " + end.getValue().id() + " ends the deployment '" + end.getKey()
                                + "', of which this record has no beginning.");
            }
        }
    }

    /** A name that is misspelt must not look like an environment to which nothing went. */
    private void known() {
        boolean[] any = {false};
        look.each(LedgerQuery.ALL.ofEnvironment(scope.environment()), entry -> {
            any[0] = true;
            return false;
        });
        if (!any[0]) {
            exceptions.of(
                    Kind.UNKNOWN_ENVIRONMENT,
                    "The whole record has no entry about an environment of the name '" + scope.environment() + "'.");
        }
    }

    private void whole(RecordCheck check) {
        check.faults().forEach(fault -> exceptions.of(Kind.RECORD_DAMAGED, fault));
        if (STRENGTHS.indexOf(check.strength()) < STRENGTHS.indexOf(scope.require())) {
            exceptions.of(
                    Kind.RECORD_WEAKER,
                    "The strength of the record is " + check.strength() + ", and " + scope.require() + " is demanded.");
        }
        if (!isComplete()) {
            exceptions.of(
                    Kind.INCOMPLETE,
                    cutOff.map(at -> "There are more than " + most
                                    + " promotions in the period. Those that began before " + at
                                    + " are not in this report; ask for shorter periods.")
                            .orElse("The record could not be searched to the beginning of the period."));
        }
    }

    private Map<Fact, Shown> facts(RecordCheck check) {
        Map<Fact, Shown> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            boolean nothing = found.isEmpty() && fact != Fact.RULES_UNCHANGED;
            facts.put(fact, nothing ? Shown.UNKNOWN : Shown.YES);
        }
        boolean waived =
                exceptions.hasAny(Kind.WAIVED) || departures.all().stream().anyMatch(one -> !one.breakGlass());
        boolean broken = departures.all().stream().anyMatch(Departure::breakGlass);
        if (!found.isEmpty() && !waived) {
            facts.put(Fact.WAIVERS_REVIEWED, Shown.NONE);
        }
        if (!found.isEmpty() && !broken) {
            facts.put(Fact.BREAK_GLASS_REVIEWED, Shown.NONE);
        }
        if (!check.strength().equals("witnessed")) {
            facts.merge(Fact.RECORD_STRENGTH, Shown.UNKNOWN, Shown::and);
        }
        for (Exceptional one : exceptions.sorted()) {
            Shown answer = one.kind().unknown() ? Shown.UNKNOWN : Shown.NO;
            one.kind().facts().forEach(fact -> facts.merge(fact, answer, Shown::and));
        }
        return facts;
    }

    private static AnsweredControl answered(Control control, Map<Fact, Shown> facts) {
        return new AnsweredControl(
                control,
                control.questions().stream()
                        .map(question -> question.facts().stream()
                                .map(fact -> facts.getOrDefault(fact, Shown.UNKNOWN))
                                .reduce(Shown::and)
                                .orElse(Shown.UNKNOWN))
                        .toList());
    }
}
