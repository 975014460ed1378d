package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which items are open, why, and for which role. What is answered, unexpired and unchanged isn't asked again.
 *
 * @param items in the order of the checklist; empty when nothing is open
 */
public record ReadinessAsked(String service, String checklist, Instant at, List<Open> items) {

    public ReadinessAsked {
        items = List.copyOf(items);
    }

    /**
     * An open item.
     *
     * @param status why it is open
     * @param attested whether a person can answer it with yes; otherwise its check has to pass
     * @param blocks whether nothing goes out while it is open
     * @param since when what was said last ended or was due, or was said
     */
    public record Open(
            String item,
            String question,
            String role,
            ItemSeverity severity,
            ItemStatus status,
            boolean attested,
            boolean blocks,
            String why,
            Optional<Instant> since) {}

    static ReadinessAsked of(ReadinessResult result) {
        List<Open> open = result.items().stream()
                .filter(item -> item.status().isOpen())
                .map(ReadinessAsked::open)
                .toList();
        return new ReadinessAsked(result.service().name(), result.checklist(), result.at(), open);
    }

    private static Open open(ItemResult item) {
        boolean ended = item.status() == ItemStatus.EXPIRED || item.status() == ItemStatus.OVERDUE;
        return new Open(
                item.id(),
                item.question(),
                item.role(),
                item.severity(),
                item.status(),
                item.attested(),
                !item.counts().admits(),
                item.words().why(),
                ended ? item.source().until() : item.source().at());
    }

    /** The roles that have something to do. */
    public Set<String> roles() {
        return items.stream().map(Open::role).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a role has to do. */
    public List<Open> of(String role) {
        return items.stream().filter(item -> item.role().equals(role)).toList();
    }
}
