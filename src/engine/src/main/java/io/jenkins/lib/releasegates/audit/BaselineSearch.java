package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Instants;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.audit.store.Place;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.Policy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the run that another one is compared with. */
final class BaselineSearch {

    /** Runs of one name that are looked at before none counts as found. */
    private static final int LOOKED_AT = 50;

    private final Store store;
    private final EvidenceBlobs blobs;

    BaselineSearch(Store store, EvidenceBlobs blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    Baseline find(Lineage runs, Policy policy, Instant at) throws IOException, LedgerException {
        BaselineRule rule = policy.baseline();
        Map<String, Baseline.Source> names = runs.names(rule);
        @Nullable Baseline tooOld = null;
        for (Map.Entry<String, Baseline.Source> name : names.entrySet()) {
            Optional<Baseline> found = newest(runs, name.getKey(), name.getValue(), policy, at);
            if (found.isPresent() && found.get().source() != Baseline.Source.TOO_OLD) {
                return found.get();
            }
            if (found.isPresent() && tooOld == null) {
                tooOld = found.get();
            }
        }
        if (tooOld != null) {
            return tooOld;
        }
        String looked = "Nothing: no run of " + runs.subject().jobName()
                + " that was admitted, and compared or began by bootstrap, on "
                + String.join(", ", names.keySet().stream().map(runs::words).toList());
        return rule.bootstrap() ? bootstrap(runs, rule, looked) : Baseline.none(looked);
    }

    private Baseline bootstrap(Lineage runs, BaselineRule rule, String looked) throws IOException, LedgerException {
        String reference = runs.reference(rule);
        Optional<TrailEntry> spent =
                entries(EntryKeys.bootstrap(runs.subject().job(), runs.scope(), reference), 1).stream()
                        .findFirst();
        if (spent.isPresent() && !spent.get().build().equals(runs.subject().build())) {
            return Baseline.none(looked + "; the bootstrap for " + runs.words(reference) + " was spent by "
                    + spent.get().id() + " at " + Instants.text(spent.get().at()));
        }
        return new Baseline(
                Baseline.Source.BOOTSTRAP,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                looked + "; this run spends the bootstrap for " + runs.words(reference),
                Optional.of(reference));
    }

    private Optional<Baseline> newest(Lineage runs, String name, Baseline.Source source, Policy policy, Instant at)
            throws IOException, LedgerException {
        for (TrailEntry entry : entries(runs.key(name), LOOKED_AT)) {
            if (entry.build().equals(runs.subject().build())) {
                continue;
            }
            Optional<String> reference = Optional.of(name);
            String run = runs.words(name) + ", " + entry.id() + " from " + Instants.text(entry.at());
            if (entry.at().plus(policy.baseline().maxAge()).isBefore(at)) {
                return Optional.of(unusable(
                        Baseline.Source.TOO_OLD,
                        entry,
                        run + ", more than " + policy.baseline().maxAge().toDays() + " days before this one",
                        reference));
            }
            Optional<Evidence> evidence;
            try {
                evidence = blobs.readWithoutDetails(
                        Digest.parse(entry.body().path("evidence").asText()));
            } catch (LedgerException | IllegalArgumentException e) {
                return Optional.of(unusable(Baseline.Source.LOST, entry, run + ": " + e.getMessage(), reference));
            }
            if (evidence.isEmpty()) {
                return Optional.of(
                        unusable(Baseline.Source.LOST, entry, run + ": its evidence isn't kept any more", reference));
            }
            if (isComplete(entry, evidence.get())) {
                return Optional.of(new Baseline(
                        source,
                        evidence,
                        Optional.of(entry.id()),
                        Optional.of(entry.at()),
                        "Compared with the last run of " + run + underWhichPolicy(entry, policy),
                        reference));
            }
        }
        return Optional.empty();
    }

    /** Whoever may change the policy can make more known under a milder one; then the record says that it was another. */
    private static String underWhichPolicy(TrailEntry decision, Policy policy) {
        String digest = decision.body().at("/policy/digest").asText("");
        return digest.equals(policy.digest().toString()) ? "" : ", which was judged by another policy, " + digest;
    }

    /** What a run failed to read it also failed to judge, so nothing in it may count as known; unless the gates let it through. */
    private static boolean isComplete(TrailEntry decision, Evidence evidence) {
        return evidence.problems().isEmpty()
                || decision.body().at("/effect/admits").asBoolean(false);
    }

    private static Baseline unusable(
            Baseline.Source source, TrailEntry entry, String words, Optional<String> reference) {
        return new Baseline(
                source, Optional.empty(), Optional.of(entry.id()), Optional.of(entry.at()), words, reference);
    }

    private List<TrailEntry> entries(byte[] key, int limit) throws IOException, LedgerException {
        List<TrailEntry> entries = new ArrayList<>();
        for (Place place : store.places(key, limit)) {
            entries.addAll(store.entries(place));
        }
        return entries;
    }
}
