package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.LedgerSearch;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a ledger in which anything may be missing or damaged: what can't be read is noted, and told apart from what isn't there. */
final class LedgerLook {

    private static final int PAGE = 500;
    private static final int MAX_FAULTS = 200;
    private static final int KEPT_PEOPLE = 1_000;
    private static final Set<String> NOBODY =
            Set.of(Actor.Means.TIMER.name(), Actor.Means.SCM_CHANGE.name(), Actor.Means.UPSTREAM.name());

    private final Ledger ledger;
    private final boolean names;
    private final Set<String> faults = new LinkedHashSet<>();
    private final Map<Long, People> people = new HashMap<>();
    private boolean complete = true;

    LedgerLook(Ledger ledger, boolean names) {
        this.ledger = ledger;
        this.names = names;
        faults.addAll(ledger.damage());
    }

    Ledger ledger() {
        return ledger;
    }

    /** What can't be read, a sentence each. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    void fault(LedgerException e) {
        fault(String.valueOf(e.getMessage()));
    }

    void fault(String words) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(words);
        }
    }

    /** Whether every search came to its end. */
    boolean complete() {
        return complete;
    }

    void incomplete() {
        complete = false;
    }

    /**
     * Shows every entry that fits, the newest first.
     *
     * @param visitor says whether it wants more
     */
    void each(LedgerQuery query, Predicate<TrailEntry> visitor) {
        each(query, Long.MAX_VALUE, visitor);
    }

    /** The same, of those that stand before that entry. */
    void each(LedgerQuery query, long first, Predicate<TrailEntry> visitor) {
        OptionalLong before = OptionalLong.of(first);
        try {
            while (before.isPresent()) {
                LedgerSearch.Page page = ledger.find(query, before.getAsLong(), PAGE);
                for (TrailEntry entry : page.entries()) {
                    if (!visitor.test(entry)) {
                        return;
                    }
                }
                before = page.next();
            }
        } catch (LedgerException e) {
            complete = false;
            fault(e);
        }
    }

    /** The entry of that id; empty where this ledger has none, or where it can't be read. */
    Optional<TrailEntry> entry(String id) {
        int slash = id.indexOf('/');
        if (slash < 0 || !id.substring(slash + 1).matches("[0-9]{1,15}")) {
            return Optional.empty();
        }
        return entry(Long.parseLong(id.substring(slash + 1)))
                .filter(found -> found.id().equals(id));
    }

    Optional<TrailEntry> entry(long seq) {
        try {
            return seq < 0 ? Optional.empty() : ledger.entry(seq);
        } catch (LedgerException e) {
            fault(e);
            return Optional.empty();
        }
    }

    /** The entries about a build that can be read. */
    List<TrailEntry> entriesOf(String build) {
        try {
            return build.isEmpty() ? List.of() : ledger.entriesOf(build, this::fault);
        } catch (LedgerException e) {
            fault(e);
            return List.of();
        }
    }

    Optional<TrailEntry> revocationOf(String decision) {
        try {
            return ledger.revocations().of(decision);
        } catch (LedgerException e) {
            fault(e);
            return Optional.empty();
        }
    }

    /** All that the entry tells; of one that was cut and isn't kept in full, nothing. */
    Optional<ObjectNode> body(TrailEntry entry) {
        if (!ledger.isCut(entry)) {
            return Optional.of(entry.body());
        }
        try {
            return ledger.event(entry).map(Event::body);
        } catch (LedgerException e) {
            fault(e);
            return Optional.empty();
        }
    }

    /** Clear values; those of the last entries are kept, since a row isn't found without reading those around it. */
    private People people(TrailEntry entry) {
        if (people.size() > KEPT_PEOPLE) {
            people.clear();
        }
        return people.computeIfAbsent(entry.seq(), seq -> held(entry));
    }

    /** Held to the entry: a row can be changed without a trace in the trail. */
    private People held(TrailEntry entry) {
        try {
            Optional<byte[]> row = ledger.originals().people(entry.seq());
            return row.isPresent() ? SaltedValues.read(row.get()).heldBy(entry) : new People(Map.of());
        } catch (MalformedLine e) {
            fault("What is kept beside entry " + entry.id() + " can't be used: " + e.getMessage() + ".");
        } catch (LedgerException e) {
            fault(e);
        }
        return new People(Map.of());
    }

    /** The account that acted, whether it may be shown or not; empty where nobody did, or where it isn't kept. */
    Optional<String> account(TrailEntry entry) {
        return people(entry).actorId().filter(id -> !id.isEmpty());
    }

    Who who(TrailEntry entry) {
        String means = entry.body().at("/actor/means").asText("");
        if (!commits(entry, People.ACTOR_ID)) {
            return new Who(Who.State.UNKNOWN, Optional.empty(), Optional.empty(), means);
        }
        People people = people(entry);
        if (people.actorId().isEmpty()) {
            return new Who(Who.State.ERASED, Optional.empty(), Optional.empty(), means);
        }
        if (people.actorId().get().isEmpty() || NOBODY.contains(means)) {
            return new Who(Who.State.NOBODY, Optional.empty(), Optional.empty(), means);
        }
        return names
                ? new Who(Who.State.NAMED, people.actorId(), people.actorName(), means)
                : new Who(Who.State.WITHHELD, Optional.empty(), Optional.empty(), means);
    }

    /** What somebody typed, as it may be shown; empty where the entry commits to nothing under that name. */
    Optional<String> typed(TrailEntry entry, String field) {
        if (!commits(entry, field)) {
            return Optional.empty();
        }
        Optional<String> value = people(entry).value(field);
        return value.isEmpty() ? Optional.of("erased") : Optional.of(names ? value.get() : "left out");
    }

    private static boolean commits(TrailEntry entry, String field) {
        return entry.body().path("people").has(field);
    }

    /** The files that an event is about; one that can't be read is left out and noted. */
    List<Artifact> artifacts(TrailEntry entry) {
        List<Artifact> artifacts = new ArrayList<>();
        for (JsonNode one :
                body(entry).orElseGet(JsonNodeFactory.instance::objectNode).path("artifacts")) {
            try {
                artifacts.add(new Artifact(
                        one.path("name").asText(),
                        Digest.parse(one.path("digest").asText()),
                        one.path("size").asLong()));
            } catch (IllegalArgumentException e) {
                fault("Entry " + entry.id() + " names a file that can't be one: " + e.getMessage() + ".");
            }
        }
        return artifacts;
    }

    /** The environment that an event is about; empty when none. */
    static String environment(JsonNode body) {
        JsonNode environment = body.path("environment");
        return environment.isTextual()
                ? environment.asText()
                : environment.path("name").asText("");
    }

    static Optional<String> text(JsonNode json, String member) {
        return Optional.of(json.path(member).asText("")).filter(text -> !text.isEmpty());
    }

    static Optional<Instant> instant(JsonNode json, String member) {
        try {
            return text(json, member).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
