package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.compliance.Departure.Reply;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads waivers and break-glass of an environment, by the names of their kinds. */
final class DepartureReader {

    private static final String WAIVER = "waiver-asked";
    private static final String BREAK_GLASS = "break-glass-asked";
    private static final List<String> REPLIES =
            List.of("waiver-answered", "break-glass-answered", "break-glass-reviewed");

    /** Entries of one kind that are gone through. */
    private static final int MOST = 5_000;

    private static final String REASON = "reason";
    private static final String TICKET = "ticket";

    private final LedgerLook look;
    private final Scope scope;
    private final CheckedEntries checked;
    private final Map<String, List<TrailEntry>> replies = new HashMap<>();
    private final Map<Long, Departure> read = new TreeMap<>();

    DepartureReader(LedgerLook look, Scope scope, CheckedEntries checked) {
        this.look = look;
        this.scope = scope;
        this.checked = checked;
        REPLIES.forEach(kind -> each(LedgerQuery.ALL.ofKind(kind), this::reply));
        replies.values().forEach(list -> list.sort(Comparator.comparingLong(TrailEntry::seq)));
        LedgerQuery period = new LedgerQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(scope.from()),
                Optional.of(scope.to()));
        Stream.of(WAIVER, BREAK_GLASS).forEach(kind -> each(period.ofKind(kind), this::read));
    }

    /** A kind of which there are too many is told in part, and makes the report incomplete. */
    private void each(LedgerQuery query, java.util.function.Consumer<TrailEntry> visitor) {
        int[] seen = {0};
        look.each(query, entry -> {
            if (++seen[0] > MOST) {
                look.incomplete();
                look.fault("There are more than " + MOST + " events of the kind "
                        + query.kind().orElse("") + "; the oldest were not looked at.");
                return false;
            }
            if (LedgerLook.environment(entry.body()).equals(scope.environment())) {
                visitor.accept(entry);
            }
            return true;
        });
    }

    private void reply(TrailEntry entry) {
        String to = entry.body()
                .path(entry.kind().startsWith("waiver") ? "waiver" : "breakGlass")
                .asText();
        replies.computeIfAbsent(to, id -> new ArrayList<>()).add(entry);
    }

    /** The one that began by that entry; empty where there is none in this ledger. */
    Optional<Departure> find(String id) {
        return look.entry(id)
                .filter(entry -> entry.kind().equals(WAIVER) || entry.kind().equals(BREAK_GLASS))
                .filter(entry -> LedgerLook.environment(entry.body()).equals(scope.environment()))
                .map(this::read);
    }

    /** All that were asked for in the period, or were found for a promotion; in the order of the record. */
    List<Departure> all() {
        return List.copyOf(read.values());
    }

    private Departure read(TrailEntry asked) {
        return read.computeIfAbsent(asked.seq(), seq -> fresh(asked));
    }

    private Departure fresh(TrailEntry asked) {
        JsonNode body = look.body(asked).map(JsonNode.class::cast).orElse(asked.body());
        boolean breakGlass = asked.kind().equals(BREAK_GLASS);
        List<TrailEntry> answered = replies.getOrDefault(asked.id(), List.of());
        Optional<String> asker = look.account(asked);
        List<TrailEntry> all = new ArrayList<>(List.of(asked));
        all.addAll(answered);
        checked.check(all);
        return new Departure(
                asked.id(),
                asked.seq(),
                asked.at(),
                breakGlass,
                body.path("gate").asText(""),
                body.path("decision").asText(""),
                body.path(breakGlass ? "deadline" : "expires").asText(""),
                look.who(asked),
                look.typed(asked, REASON),
                look.typed(asked, TICKET),
                ApprovalReader.digests(look, asked).stream().sorted().toList(),
                answered.stream().map(this::told).toList(),
                asker.isPresent()
                        && answered.stream()
                                .anyMatch(entry ->
                                        isYes(entry) && look.account(entry).equals(asker)));
    }

    private static boolean isYes(TrailEntry reply) {
        String word = reply.body().path("answer").asText("")
                + reply.body().path("finding").asText("");
        return !word.equals("WITHDRAWN") && !word.equals("REFUSED");
    }

    private Reply told(TrailEntry entry) {
        boolean review = entry.kind().equals("break-glass-reviewed");
        return new Reply(
                entry.id(),
                entry.seq(),
                entry.at(),
                review,
                entry.body().path(review ? "finding" : "answer").asText("?"),
                look.who(entry),
                look.typed(entry, REASON));
    }

    /** What is exceptional in those that belong to no promotion of the period as well. */
    void check(Exceptions exceptions) {
        for (Departure one : read.values()) {
            if (one.breakGlass()) {
                reviewed(one, exceptions);
            }
            if (one.own()) {
                exceptions.of(
                        one.entry(),
                        Kind.SELF_APPROVAL,
                        "The one who asked for " + name(one) + " also answered or reviewed it.");
            }
        }
    }

    private static void reviewed(Departure one, Exceptions exceptions) {
        Optional<Reply> review = one.review();
        if (review.isEmpty()) {
            exceptions.of(
                    one.entry(),
                    Kind.BREAK_GLASS_NOT_REVIEWED,
                    "Nobody has reviewed the break-glass " + one.entry() + " of " + one.at() + ".");
        } else if (!review.get().word().equals("JUSTIFIED")) {
            exceptions.of(
                    one.entry(),
                    Kind.BREAK_GLASS_NOT_JUSTIFIED,
                    "The review of the break-glass " + one.entry() + " says "
                            + review.get().word() + ".");
        }
    }

    static String name(Departure one) {
        return (one.breakGlass() ? "the break-glass " : "the waiver ") + one.entry();
    }
}
