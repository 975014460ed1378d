package io.jenkins.lib.releasegates.slo.policy;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What proves that a change belongs to a class: all that is there.
 *
 * @param label that the change has
 * @param ticket that one of its tickets looks like
 * @param paths each of its paths looks like one of these; empty where paths don't matter
 * @param provenance the least that counts
 */
public record ChangeProof(
        Optional<String> label, Optional<NamePattern> ticket, List<NamePattern> paths, Provenance provenance) {

    public ChangeProof {
        paths = List.copyOf(paths);
    }

    boolean isGivenBy(List<ChangeFact> facts) {
        return label.map(wanted -> some(facts, ChangeFact.Kind.LABELS).contains(wanted))
                        .orElse(true)
                && ticket.map(pattern ->
                                some(facts, ChangeFact.Kind.TICKETS).stream().anyMatch(pattern::matches))
                        .orElse(true)
                && (paths.isEmpty() || arePaths(some(facts, ChangeFact.Kind.PATHS)));
    }

    /** A change without any path isn't one of which anything is known. */
    private boolean arePaths(List<String> touched) {
        return !touched.isEmpty()
                && touched.stream().allMatch(path -> paths.stream().anyMatch(pattern -> pattern.matches(path)));
    }

    private List<String> some(List<ChangeFact> facts, ChangeFact.Kind kind) {
        return facts.stream()
                .filter(fact -> fact.kind() == kind && fact.provenance().meets(provenance))
                .flatMap(fact -> fact.values().stream())
                .toList();
    }

    /** For people: {@code label security-fix (observed)}. */
    String words() {
        List<String> words = new ArrayList<>();
        label.ifPresent(text -> words.add("label " + text));
        ticket.ifPresent(pattern -> words.add("ticket " + pattern));
        if (!paths.isEmpty()) {
            words.add("only paths "
                    + String.join(", ", paths.stream().map(NamePattern::text).toList()));
        }
        return String.join(" and ", words) + " (" + provenance.id() + ")";
    }
}
