package io.jenkins.lib.releasegates.report.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.SuppressionSet;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import io.jenkins.lib.releasegates.gate.Baseline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers the findings of all evidence that a build has recorded, each once, and those that it no longer has. */
final class BuildFindings {

    private final Ledger ledger;
    private final String build;
    private final FindingSources sources = new FindingSources();
    private final Map<String, Told> findings = new LinkedHashMap<>();
    private final List<Map<String, Brief>> identities = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<Digest, Report> reports = new LinkedHashMap<>();
    private final List<BriefRow> fixed = new ArrayList<>();
    private Optional<SuppressionSet> earlierSuppressions = Optional.empty();
    private boolean cut;
    private Comparison comparison = Comparison.NONE;

    /** What the newest decision of the build compared it with. */
    private enum Comparison {
        NONE,
        BOOTSTRAP,
        RUN
    }

    /** What is told of a finding, in brief. */
    private record Told(Finding finding, FindingPlace place, Provenance provenance) {

        /** Where one tool suppresses it and another one doesn't, the gates count it. */
        Told and(Told other) {
            return new Told(
                    finding.equals(other.finding) ? finding : finding.and(other.finding),
                    other.place.after(place),
                    provenance.compareTo(other.provenance) < 0 ? provenance : other.provenance);
        }
    }

    private BuildFindings(Ledger ledger, String build) {
        this.ledger = ledger;
        this.build = build;
    }

    /**
     * Of the build of that id.
     *
     * @throws LedgerException when something of it can't be read; less than all would look better than it is
     */
    static BuildFindings of(Ledger ledger, String build) throws LedgerException {
        BuildFindings found = new BuildFindings(ledger, build);
        Set<String> seen = new HashSet<>();
        Optional<TrailEntry> decision = Optional.empty();
        for (TrailEntry entry : ledger.entriesOf(build)) {
            if (entry.kind().equals(Event.EvidenceRecorded.KIND)
                    && seen.add(entry.body().path("evidence").asText())) {
                found.add(entry);
            } else if (entry.kind().equals(Event.DecisionMade.KIND)) {
                decision = Optional.of(entry);
            }
        }
        if (decision.isPresent()) {
            found.addFixed(decision.get());
        }
        return found;
    }

    private Evidence evidence(TrailEntry entry, Consumer<Finding> each) throws LedgerException {
        String name = entry.body().path("evidence").asText();
        try {
            return ledger.evidence(Digest.parse(name), each)
                    .orElseThrow(() ->
                            new LedgerException("the evidence of record " + entry.id() + " is not kept any more"));
        } catch (IllegalArgumentException e) {
            throw new LedgerException("record " + entry.id() + " names no evidence, but '" + name + "'", e);
        }
    }

    private void add(TrailEntry entry) throws LedgerException {
        List<Finding> briefs = new ArrayList<>();
        List<Brief> kinds = new ArrayList<>();
        Evidence evidence = evidence(entry, finding -> {
            briefs.add(brief(finding));
            kinds.add(finding.brief());
        });
        Provenance weakest = evidence.reports().stream()
                .map(Report::provenance)
                .min(Provenance::compareTo)
                .orElse(Provenance.REPORTED);
        int source = sources.add(evidence.findings());
        for (int i = 0; i < briefs.size(); i++) {
            Finding finding = briefs.get(i);
            findings.merge(finding.identity(), new Told(finding, new FindingPlace(source, i), weakest), Told::and);
            Brief known = evidence.identities().get(finding.identity());
            cut |= known == null || known.code() != kinds.get(i).code();
        }
        cut |= briefs.size() != evidence.identities().size();
        identities.add(evidence.identities());
        problems.addAll(evidence.problems());
        evidence.reports().forEach(report -> reports.put(report.digest(), report));
    }

    /** What the run has that the build was compared with, and the build itself hasn't. */
    private void addFixed(TrailEntry decision) throws LedgerException {
        JsonNode baseline = decision.body().path("baseline");
        String record = baseline.path("record").asText("");
        if (baseline.path("source").asText().equals(Baseline.Source.BOOTSTRAP.name())) {
            comparison = Comparison.BOOTSTRAP;
        }
        if (!record.matches("[^/]+/[0-9]{1,18}")) {
            return;
        }
        Optional<TrailEntry> before = ledger.entry(Long.parseLong(record.substring(record.indexOf('/') + 1)));
        if (before.isEmpty() || !before.get().kind().equals(Event.DecisionMade.KIND)) {
            return;
        }
        List<Finding> all = new ArrayList<>();
        Evidence known;
        try {
            known = evidence(before.get(), finding -> all.add(brief(finding)));
        } catch (LedgerException e) {
            // What is gone can't be told; nothing looks better for it.
            return;
        }
        comparison = Comparison.RUN;
        earlierSuppressions = Optional.of(SuppressionSet.of(known.reports()));
        int source = sources.add(known.findings());
        int ordinal = 0;
        for (Finding finding : all) {
            FindingPlace place = new FindingPlace(source, ordinal++);
            if (identities.stream().noneMatch(one -> one.containsKey(finding.identity())) && !finding.isSuppressed()) {
                Optional<Sighting> first = Optional.ofNullable(
                                known.identities().get(finding.identity()))
                        .flatMap(Brief::firstSeen);
                fixed.add(new BriefRow(new FindingRow(finding, FindingState.FIXED, first, Provenance.REPORTED), place));
            }
        }
    }

    /** Many findings share these texts. */
    private Finding brief(Finding finding) {
        return BriefRow.brief(finding, text -> words.computeIfAbsent(text, same -> same));
    }

    /** All of them, the worst first. */
    List<BriefRow> rows() {
        List<BriefRow> rows = new ArrayList<>();
        findings.values().stream()
                .sorted(Comparator.comparing(Told::finding, Finding.WORST_FIRST))
                .forEach(told -> rows.add(row(told)));
        rows.addAll(fixed);
        return rows;
    }

    /** Their details. */
    FindingSources sources() {
        return sources;
    }

    private BriefRow row(Told told) {
        Finding finding = told.finding();
        Optional<Sighting> first = firstSeen(finding.identity());
        FindingState state;
        if (finding.isSuppressed()) {
            state = FindingState.SUPPRESSED;
        } else if (first.isEmpty() || comparison == Comparison.NONE) {
            state = FindingState.NOT_COMPARED;
        } else {
            boolean here = first.get().build().equals(build) && comparison == Comparison.RUN;
            state = here ? FindingState.NEW : FindingState.OPEN;
        }
        return new BriefRow(new FindingRow(finding, state, first, told.provenance()), told.place());
    }

    /** As the newest evidence has it that says so. */
    private Optional<Sighting> firstSeen(String identity) {
        for (int i = identities.size() - 1; i >= 0; i--) {
            Brief brief = identities.get(i).get(identity);
            if (brief != null && brief.firstSeen().isPresent()) {
                return brief.firstSeen();
            }
        }
        return Optional.empty();
    }

    /** What could not be read. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** By what its scans left findings out of the count. */
    SuppressionSet suppressions() {
        return SuppressionSet.of(reports());
    }

    /** The same of the run that it was compared with; empty where there is none. */
    Optional<SuppressionSet> earlierSuppressions() {
        return earlierSuppressions;
    }

    /** What was read. */
    List<Report> reports() {
        return List.copyOf(reports.values());
    }

    /** Findings of which no details are kept. */
    long withoutDetails() {
        if (!cut) {
            return 0;
        }
        Set<String> all = new HashSet<>();
        identities.forEach(one -> all.addAll(one.keySet()));
        return all.size() - (long) findings.size();
    }
}
