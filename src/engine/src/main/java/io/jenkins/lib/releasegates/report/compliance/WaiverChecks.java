package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Decided;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Gate;
import io.jenkins.lib.releasegates.report.compliance.PromotionReader.Told;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Whether the gates of a promotion that were waived, were waived by something that counts. */
final class WaiverChecks {

    private final DepartureReader departures;
    private final Exceptions exceptions;

    WaiverChecks(DepartureReader departures, Exceptions exceptions) {
        this.departures = departures;
        this.exceptions = exceptions;
    }

    void check(Told told, Decided decided) {
        for (Gate gate : decided.gates()) {
            if (!gate.verdict().equals(Verdict.Kind.WAIVED.name()) || gate.advisory()) {
                continue;
            }
            String id = gate.waiver().orElse("");
            exceptions.of(
                    told.started(),
                    Kind.WAIVED,
                    decided.entry(),
                    "Gate " + gate.name() + " didn't hold, and was waived" + (id.isEmpty() ? "." : " by " + id + "."));
            Optional<Departure> found = departures.find(id);
            if (found.isEmpty()) {
                exceptions.of(
                        told.started(),
                        Kind.WAIVER_UNCLEAR,
                        decided.entry(),
                        "The record has no waiver or break-glass '" + id + "' for this environment, by which gate "
                                + gate.name() + " was waived.");
            } else if (found.get().breakGlass()) {
                breakGlass(told, decided, found.get());
            } else {
                waiver(told, decided, gate, found.get());
            }
        }
    }

    private void breakGlass(Told told, Decided decided, Departure one) {
        TrailEntry started = told.started();
        exceptions.of(
                started,
                Kind.BREAK_GLASS,
                one.entry(),
                "It went past its gates by the break-glass " + one.entry() + ".");
        String word = said(one, decided);
        if (!word.equals("GRANTED")) {
            exceptions.of(
                    started,
                    Kind.BREAK_GLASS_NOT_CONFIRMED,
                    one.entry(),
                    "When the decision was made, the break-glass " + one.entry() + " had "
                            + (word.isEmpty() ? "no answer." : "the answer " + word + "."));
        }
        about(told, one);
    }

    private void waiver(Told told, Decided decided, Gate gate, Departure one) {
        TrailEntry started = told.started();
        String word = said(one, decided);
        if (!word.equals("GRANTED")) {
            exceptions.of(
                    started,
                    Kind.WAIVER_UNCLEAR,
                    one.entry(),
                    "When the decision was made, the waiver " + one.entry() + " had "
                            + (word.isEmpty() ? "no answer." : "the answer " + word + "."));
        }
        if (!one.gate().equals(gate.name())) {
            exceptions.of(
                    started,
                    Kind.WAIVER_UNCLEAR,
                    one.entry(),
                    "The waiver " + one.entry() + " is for gate '" + one.gate() + "', and not for " + gate.name()
                            + ".");
        }
        Optional<Instant> end = end(one.until());
        if (end.isEmpty() || !started.at().isBefore(end.get())) {
            exceptions.of(
                    started,
                    Kind.WAIVER_UNCLEAR,
                    one.entry(),
                    "The waiver " + one.entry() + " "
                            + (end.isEmpty() ? "doesn't say until when it holds." : "held until " + one.until() + "."));
        }
        about(told, one);
    }

    private void about(Told told, Departure one) {
        List<String> others = told.promotion().artifacts().stream()
                .filter(artifact -> !one.files().contains(artifact.digest().toString()))
                .map(Artifact::name)
                .toList();
        if (!others.isEmpty()) {
            exceptions.of(
                    told.started(),
                    one.breakGlass() ? Kind.BREAK_GLASS_NOT_CONFIRMED : Kind.WAIVER_UNCLEAR,
                    one.entry(),
                    DepartureReader.name(one) + " isn't about " + String.join(", ", others) + ".");
        }
    }

    /** The answer that stood when the decision was made. */
    private static String said(Departure one, Decided decided) {
        long seq = Long.parseLong(decided.entry().substring(decided.entry().indexOf('/') + 1));
        return one.answerBefore(seq).map(Departure.Reply::word).orElse("");
    }

    /** The first instant at which it doesn't hold any more; a day belongs to it. */
    private static Optional<Instant> end(String until) {
        try {
            return Optional.of(
                    until.contains("T")
                            ? Instant.parse(until)
                            : LocalDate.parse(until)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
