package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassReviewed;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAsked;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import java.util.Optional;

/** What events about waivers and broken glass say, as sentences. */
final class ExemptionWords {

    private ExemptionWords() {}

    /** Empty where the event is about something else. */
    static Optional<String> of(Event event, People people) {
        if (event instanceof WaiverAsked asked) {
            return Optional.of("A waiver of gate " + asked.gate() + " for " + asked.environment()
                    + " was asked for until " + asked.expires() + typed(people));
        }
        if (event instanceof BreakGlassAsked asked) {
            return Optional.of("An emergency was declared: somebody asks to break the glass of " + asked.environment()
                    + ", to be confirmed by a second person until " + asked.deadline() + typed(people));
        }
        if (event instanceof ExemptionAnswered answered) {
            return Optional.of(answered(answered) + reason(people, ExemptionAnswered.REASON));
        }
        return event instanceof BreakGlassReviewed reviewed
                ? Optional.of("That the glass of " + reviewed.environment() + " was broken, " + reviewed.breakGlass()
                        + ", was reviewed: "
                        + (reviewed.finding() == BreakGlassReviewed.Finding.JUSTIFIED ? "justified" : "not justified")
                        + reason(people, BreakGlassReviewed.REASON))
                : Optional.empty();
    }

    private static String answered(ExemptionAnswered answered) {
        boolean waiver = answered.what() == ExemptionAnswered.What.WAIVER;
        String until = answered.until().map(end -> " until " + end).orElse("");
        return switch (answered.answer()) {
            case GRANTED ->
                waiver
                        ? "Waiver " + answered.asked() + " for " + answered.environment() + " was granted" + until
                        : "A second person has confirmed it: the glass of " + answered.environment() + " is broken"
                                + until + ", " + answered.asked();
            case REFUSED ->
                (waiver ? "Waiver " : "To break the glass, ") + answered.asked() + " for " + answered.environment()
                        + (waiver ? " was refused" : ", was refused");
            case WITHDRAWN ->
                (waiver ? "Waiver " : "Broken glass ") + answered.asked() + " for " + answered.environment()
                        + " was withdrawn";
        };
    }

    private static String typed(People people) {
        String ticket = people.value(ExemptionAsked.TICKET).orElse("");
        return (ticket.isBlank() ? "" : ", ticket " + ticket) + reason(people, ExemptionAsked.REASON);
    }

    private static String reason(People people, String field) {
        String reason = people.value(field).orElse("");
        return reason.isBlank() ? "." : ": " + reason;
    }
}
