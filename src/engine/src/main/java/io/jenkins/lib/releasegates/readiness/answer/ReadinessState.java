package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands of all that was ever said about a service's checklist: the fold of its events in the order of the record. Immutable.
 *
 * <p>Says nothing of time or of who wrote the change: that is judged when it is asked. Of each person only the last statement about an item stands; an
 * event that refers to another one counts only where that one stood before it. What doesn't count when it comes never counts later.
 */
public final class ReadinessState {

    private final String service;
    private final String checklist;
    private final PersonAliases aliases;
    private final Map<String, ItemState> items;
    private final Map<String, String> refused;
    private final Set<String> taken;

    private ReadinessState(
            String service,
            String checklist,
            PersonAliases aliases,
            Map<String, ItemState> items,
            Map<String, String> refused,
            Set<String> taken) {
        this.service = service;
        this.checklist = checklist;
        this.aliases = aliases;
        this.items = items;
        this.refused = refused;
        this.taken = taken;
    }

    /** What an item answered itself, the last time that was recorded. */
    public record LastCheck(Instant at, Digest itemDigest, Verdict.Kind verdict) {}

    /** One in which nobody has said anything. */
    public static ReadinessState none(String service, String checklist, PersonAliases aliases) {
        return new ReadinessState(service, checklist, aliases, Map.of(), Map.of(), Set.of());
    }

    /** What stands after these events, in the order of the record. */
    public static ReadinessState of(
            String service, String checklist, PersonAliases aliases, List<ReadinessEvent> events) {
        return none(service, checklist, aliases).with(events);
    }

    /** What stands after one more. */
    public ReadinessState with(ReadinessEvent event) {
        return with(List.of(event));
    }

    private ReadinessState with(List<ReadinessEvent> events) {
        StateFold fold = new StateFold(service, checklist, aliases, items, refused, taken);
        events.forEach(fold::take);
        return new ReadinessState(
                service,
                checklist,
                aliases,
                Collections.unmodifiableMap(new LinkedHashMap<>(fold.items())),
                Collections.unmodifiableMap(new LinkedHashMap<>(fold.refused())),
                Set.copyOf(fold.taken()));
    }

    public String service() {
        return service;
    }

    /** The name of the checklist. */
    public String checklist() {
        return checklist;
    }

    /** Who is one person. */
    public PersonAliases aliases() {
        return aliases;
    }

    /** What stands about an item, the newest last; of each person one at most. */
    public List<Statement> statements(String item) {
        ItemState state = items.get(item);
        return state == null ? List.of() : state.statements();
    }

    /** What the item answered itself when that was last recorded. */
    public Optional<LastCheck> lastCheck(String item) {
        ItemState state = items.get(item);
        return state == null ? Optional.empty() : state.lastCheck();
    }

    /**
     * The day by which it was promised that a no would become a yes, the earliest of them; empty where nothing was promised, or somebody else than who
     * accepted the no has said yes with evidence since. Saying no, and taking back, doesn't undo a promise.
     */
    public Optional<Instant> promised(String item, Digest itemDigest) {
        ItemState state = items.get(item);
        return state == null
                ? Optional.empty()
                : Optional.ofNullable(state.promises().get(itemDigest)).map(ItemState.Promise::due);
    }

    /** Events that count for nothing, each with a sentence why; ids of entries in the order of the record. */
    public Map<String, String> refused() {
        return refused;
    }
}
