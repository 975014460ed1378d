package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.DeploymentStarted;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Deployments;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What was admitted to environments, what was deployed there, and how that ended; found by what stands in the trail, without a look at builds. */
public final class Promotions implements Deployments {

    /** Entries about one artifact or environment that are looked at; with more of them nothing counts as found. */
    private static final int LOOKED_AT = 500;

    /** Deployments of a job that are gone through for one of a kind. */
    private static final int DEPLOYED = 50;

    private final Ledger ledger;

    Promotions(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The answer to whether artifacts may be deployed.
     *
     * @param decision the entry that admits all of them; empty when none does
     * @param why none does, a sentence; empty when one does
     */
    public record Admitted(Optional<TrailEntry> decision, String why) {}

    /**
     * The decision by which all these artifacts may go to an environment now. Of each of them the newest one counts and no other, so that what was
     * refused later isn't admitted by what was decided before; it has to be the same of all.
     */
    public Admitted admitted(Environment environment, List<Artifact> artifacts, Instant now) throws LedgerException {
        if (artifacts.isEmpty()) {
            return refused("there is no artifact");
        }
        Map<Long, TrailEntry> newest = new TreeMap<>();
        for (Artifact artifact : artifacts) {
            Optional<TrailEntry> of =
                    decisions(environment.name(), artifact.digest()).stream().findFirst();
            if (of.isEmpty()) {
                return refused("nobody has decided about " + artifact.name() + " " + artifact.digest() + " for "
                        + environment.name());
            }
            newest.put(of.get().seq(), of.get());
        }
        TrailEntry last = newest.values().iterator().next();
        for (TrailEntry entry : newest.values()) {
            Admitted one = admitted(environment, entry, now);
            if (one.decision().isEmpty()) {
                return one;
            }
            last = entry;
        }
        return newest.size() == 1
                ? new Admitted(Optional.of(last), "")
                : refused("these files were decided about apart, in " + newest.size()
                        + " decisions; ask about all of them at once");
    }

    /** The newest decision about that artifact for an environment, whichever build asked; empty when there is none. */
    public Optional<TrailEntry> newest(String environment, Digest artifact) throws LedgerException {
        return decisions(environment, artifact).stream().findFirst();
    }

    /** Whether that decision admits what it is about. */
    private Admitted admitted(Environment environment, TrailEntry entry, Instant now) throws LedgerException {
        if (!(ledger.event(entry).orElse(null) instanceof Event.DecisionMade decision)) {
            return refused("decision " + entry.id() + " isn't kept in full");
        }
        if (!decision.effect().admits()) {
            return refused("decision " + entry.id() + " refuses it: " + decision.explanation());
        }
        if (decision.destination().isEmpty()
                || !decision.destination().get().rules().equals(environment.rules())) {
            return refused("decision " + entry.id() + " was made under other rules of " + environment.name()
                    + " than hold now; it has to be decided anew");
        }
        if (decision.validUntil().isBefore(now)) {
            return refused("decision " + entry.id() + " was valid until " + decision.validUntil());
        }
        Optional<TrailEntry> revoked = ledger.revocations().of(entry.id());
        if (revoked.isPresent()) {
            return refused("decision " + entry.id() + " was revoked at "
                    + revoked.get().at());
        }
        Optional<String> gone = exemptionGone(decision, now);
        return gone.isPresent()
                ? refused("decision " + entry.id() + " relies on " + gone.get())
                : new Admitted(Optional.of(entry), "");
    }

    /** Of the exceptions that a decision relies on, one that doesn't count any more, in words. */
    private Optional<String> exemptionGone(Event.DecisionMade decision, Instant now) throws LedgerException {
        for (Event.DecisionMade.GateLine gate : decision.gates()) {
            if (gate.verdict() == Verdict.Kind.WAIVED) {
                String id = gate.waiver().orElse("");
                Optional<StandingExemption> standing = ledger.exemptions().standing(id, now);
                if (standing.isEmpty()) {
                    return Optional.of("an exception for gate " + gate.gate() + " that the record doesn't hold");
                }
                if (standing.get().state() != StandingExemption.State.GRANTED) {
                    return Optional.of("exception " + id + " for gate " + gate.gate() + ", which "
                            + standing.get().state().words());
                }
            }
        }
        return Optional.empty();
    }

    private static Admitted refused(String why) {
        return new Admitted(Optional.empty(), why);
    }

    /** Decisions on whether that artifact may go there, the newest first. */
    private List<TrailEntry> decisions(String environment, Digest artifact) throws LedgerException {
        return find(environment, artifact, Event.DecisionMade.KIND).stream()
                .filter(entry -> entry.body().path("purpose").asText().equals(Purpose.ADMISSION.name()))
                .toList();
    }

    private List<TrailEntry> find(String environment, Digest artifact, String kind) throws LedgerException {
        LedgerQuery query =
                LedgerQuery.ALL.ofEnvironment(environment).ofArtifact(artifact).ofKind(kind);
        return ledger.find(query, Long.MAX_VALUE, LOOKED_AT).entries();
    }

    /**
     * A deployment begins; durable on return.
     *
     * @param decision that admits these artifacts
     */
    public TrailEntry begin(
            Environment environment,
            TrailEntry decision,
            List<Artifact> artifacts,
            Subject subject,
            Actor actor,
            Instant at)
            throws LedgerException {
        return ledger.record(
                new DeploymentStarted(environment.name(), decision.id(), artifacts),
                EntrySubject.of(subject),
                actor,
                Map.of(),
                at);
    }

    /**
     * A deployment has ended; durable on return. One whose end is recorded already stays as it is: the entry that is there is given back.
     *
     * @param started the entry that says that it began
     * @throws LedgerException also when that entry says no such thing
     */
    public TrailEntry end(TrailEntry started, DeploymentEnded.Outcome outcome, Actor actor, Instant at)
            throws LedgerException {
        if (!(ledger.event(started).orElse(null) instanceof DeploymentStarted deployment)) {
            throw new LedgerException("Entry " + started.id() + " is no beginning of a deployment");
        }
        Optional<TrailEntry> earlier = endOf(started);
        return earlier.isPresent()
                ? earlier.get()
                : ledger.record(
                        new DeploymentEnded(deployment.environment(), started.id(), outcome, deployment.artifacts()),
                        EntrySubject.of(started),
                        actor,
                        Map.of(),
                        at);
    }

    /** The entry that says how that deployment has ended; empty as long as it goes on. */
    public Optional<TrailEntry> endOf(TrailEntry started) throws LedgerException {
        return ledger.entriesOf(started.build()).stream()
                .filter(entry -> entry.kind().equals(DeploymentEnded.KIND)
                        && entry.body().path("deployment").asText().equals(started.id()))
                .findFirst();
    }

    /** What began to be deployed in an environment, the newest first. */
    public LedgerSearch.Page deployments(String environment, long before, int limit) throws LedgerException {
        return ledger.find(LedgerQuery.ALL.ofEnvironment(environment).ofKind(DeploymentStarted.KIND), before, limit);
    }

    /** Whether a deployment to an environment has ended in that entry or later; also where so many have ended anywhere that it isn't gone through them. */
    public boolean hasEndedSince(String environment, long seq) throws LedgerException {
        List<TrailEntry> newest = ledger.find(LedgerQuery.ALL.ofKind(DeploymentEnded.KIND), Long.MAX_VALUE, DEPLOYED)
                .entries();
        List<TrailEntry> since =
                newest.stream().filter(ended -> ended.seq() >= seq).toList();
        return since.size() == DEPLOYED
                || since.stream()
                        .anyMatch(ended -> ended.body()
                                .path("environment")
                                .path("name")
                                .asText()
                                .equals(environment));
    }

    /** What ended well in an environment last; empty when nothing did. */
    public Optional<TrailEntry> current(String environment) throws LedgerException {
        return current(LedgerQuery.ALL.ofEnvironment(environment));
    }

    /** What a job of that full name, or id, has deployed in an environment last; empty when nothing that ended well. */
    public Optional<TrailEntry> current(String environment, String job) throws LedgerException {
        return current(LedgerQuery.ALL.ofEnvironment(environment).ofJob(job));
    }

    private Optional<TrailEntry> current(LedgerQuery query) throws LedgerException {
        OptionalLong before = OptionalLong.of(Long.MAX_VALUE);
        int looked = 0;
        // A page may end early, since so much else had to be passed over.
        while (before.isPresent() && looked < LOOKED_AT) {
            LedgerSearch.Page page = ledger.find(query.ofKind(DeploymentEnded.KIND), before.getAsLong(), LOOKED_AT);
            Optional<TrailEntry> found =
                    page.entries().stream().filter(Promotions::endedWell).findFirst();
            if (found.isPresent()) {
                return found;
            }
            looked += page.entries().size();
            before = page.next();
        }
        return Optional.empty();
    }

    /** What a job of that full name, or id, has deployed in an environment, and ended well; the newest first, and not all of the oldest. */
    public List<TrailEntry> deployed(String environment, String job) throws LedgerException {
        List<TrailEntry> deployed = new ArrayList<>();
        LedgerQuery query =
                LedgerQuery.ALL.ofEnvironment(environment).ofJob(job).ofKind(DeploymentEnded.KIND);
        OptionalLong before = OptionalLong.of(Long.MAX_VALUE);
        while (before.isPresent() && deployed.size() < DEPLOYED) {
            LedgerSearch.Page page = ledger.find(query, before.getAsLong(), DEPLOYED);
            page.entries().stream().filter(Promotions::endedWell).forEach(deployed::add);
            before = page.next();
        }
        return deployed;
    }

    /** The decision by which that went there which has ended; empty when it isn't kept. */
    public Optional<TrailEntry> decisionOf(TrailEntry ended) throws LedgerException {
        String id = ended.body().path("deployment").asText();
        for (TrailEntry entry : ledger.entriesOf(ended.build())) {
            if (entry.id().equals(id)) {
                return ledger.entryOf(entry.body().path("decision").asText());
            }
        }
        return Optional.empty();
    }

    /** Not, where the decision was taken back by which it went there. */
    private boolean stillStands(TrailEntry ended) throws LedgerException {
        String id = ended.body().path("deployment").asText();
        for (TrailEntry entry : ledger.entriesOf(ended.build())) {
            if (entry.id().equals(id)) {
                return ledger.revocations()
                        .of(entry.body().path("decision").asText())
                        .isEmpty();
            }
        }
        return false;
    }

    private static boolean endedWell(TrailEntry ended) {
        return ended.body().path("outcome").asText().equals(DeploymentEnded.Outcome.SUCCEEDED.name());
    }

    @Override
    public Optional<String> succeeded(String environment, Digest artifact) throws IOException {
        try {
            for (TrailEntry ended : find(environment, artifact, DeploymentEnded.KIND)) {
                if (endedWell(ended) && stillStands(ended)) {
                    return Optional.of(
                            "deployment " + ended.body().path("deployment").asText() + ", ended " + ended.at());
                }
            }
            return Optional.empty();
        } catch (LedgerException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
