package io.jenkins.plugins.releasegates.exemption;

import hudson.Util;
import io.jenkins.lib.releasegates.approval.ReasonRule;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.approval.RefusedAnswerException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads what people type who ask for an exception, or answer. */
final class ExemptionForm {

    private static final int MAX_TICKET = 200;

    private ExemptionForm() {}

    /** A reason, which every exception needs. */
    static String reason(@Nullable String typed) throws RefusedAnswerException {
        String reason = Util.fixNull(typed).trim();
        if (reason.isEmpty()) {
            throw new RefusedAnswerException(Messages.ExemptionForm_NoReason());
        }
        if (reason.length() > ReasonRule.MAX_REASON) {
            throw new RefusedAnswerException(Messages.ExemptionForm_LongReason(ReasonRule.MAX_REASON));
        }
        return reason;
    }

    /** A ticket, of the form that the owner wants, where they want one. */
    static String ticket(@Nullable String typed, Environment environment) throws RefusedAnswerException {
        String ticket = Util.fixNull(typed).trim();
        if (ticket.length() > MAX_TICKET) {
            throw new RefusedAnswerException(Messages.ExemptionForm_LongTicket(MAX_TICKET));
        }
        ReasonRule rule =
                environment.approval().map(demand -> demand.terms().reason()).orElse(ReasonRule.NONE);
        if (rule.ticket().isPresent() && rule.objection(ticket).isPresent()) {
            throw new RefusedAnswerException(
                    Messages.ExemptionForm_NoTicket(ticket, rule.ticket().get()));
        }
        return ticket;
    }

    /** The end of that day where the environment is, or the last moment that the owner allows on it. */
    static Instant expires(@Nullable String typed, Environment environment, Instant now) throws RefusedAnswerException {
        String text = Util.fixNull(typed).trim();
        Instant latest = now.plus(environment.waivers().longest());
        LocalDate last = latest.atZone(environment.times().zone()).toLocalDate();
        LocalDate first = now.atZone(environment.times().zone()).toLocalDate();
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(first) && !day.isAfter(last)) {
                Instant end =
                        day.plusDays(1).atStartOfDay(environment.times().zone()).toInstant();
                return end.isBefore(latest) ? end : latest;
            }
        } catch (DateTimeException e) {
            // Told like a day that isn't allowed.
        }
        throw new RefusedAnswerException(Messages.ExemptionForm_BadDay(text, first, last));
    }
}
