package io.jenkins.plugins.releasegates.approval;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What counts as promoted before: the decision by which files of the same kinds went to the environment last. Not one of the build that asks, which
 * could move the beginning of its own changes; and of the build that was admitted, not of one that has only deployed its files once more.
 *
 * @param decision the decision's entry
 * @param since number of the first entry of its build
 */
record Base(TrailEntry decision, long since) {

    /** From the version in a file's name to its last ending. */
    private static final Pattern VERSION = Pattern.compile("[-_.]?v?[0-9][^/]*(?=\\.[A-Za-z]+$)");

    /** Empty when there was none. */
    static Optional<Base> of(Ledger ledger, String environment, String job, String build, List<Artifact> artifacts)
            throws LedgerException {
        Set<String> wanted = kinds(artifacts);
        for (TrailEntry ended : ledger.promotions().deployed(environment, job)) {
            Optional<TrailEntry> decision = ledger.promotions().decisionOf(ended);
            if (decision.isPresent()
                    && !decision.get().build().equals(build)
                    && decision.get().subject().path("job").asText().equals(job)
                    && ledger.event(decision.get()).orElse(null) instanceof Event.DecisionMade made
                    && kinds(made.artifacts()).containsAll(wanted)) {
                long first = ledger.entriesOf(decision.get().build()).get(0).seq();
                return Optional.of(new Base(decision.get(), first));
            }
        }
        return Optional.empty();
    }

    /** The revision that people approved then; where nobody was asked, what that build said, if that counts. */
    Optional<String> revision(Ledger ledger, String environment, boolean claimed) throws LedgerException {
        Set<String> files = digests(decision);
        Optional<String> approved = Optional.empty();
        boolean askedThen = false;
        for (TrailEntry asked : ledger.approvals().of(decision.build())) {
            ApprovalAsked event = ledger.approvals().asked(asked);
            if (asked.seq() < decision.seq()
                    && event.environment().equals(environment)
                    && event.artifacts().stream()
                            .map(artifact -> artifact.digest().toString())
                            .collect(Collectors.toSet())
                            .equals(files)) {
                approved = event.changes().to();
                askedThen = true;
            }
        }
        String said = decision.subject().path("revision").asText("");
        return askedThen ? approved : claimed && !said.isEmpty() ? Optional.of(said) : Optional.empty();
    }

    private static Set<String> digests(TrailEntry decision) {
        Set<String> digests = new HashSet<>();
        decision.body()
                .path("artifacts")
                .forEach(artifact -> digests.add(artifact.path("digest").asText()));
        return digests;
    }

    private static Set<String> kinds(List<Artifact> artifacts) {
        return artifacts.stream()
                .map(artifact -> VERSION.matcher(artifact.name()).replaceFirst(""))
                .collect(Collectors.toSet());
    }
}
