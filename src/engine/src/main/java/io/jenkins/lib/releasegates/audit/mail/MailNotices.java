package io.jenkins.lib.releasegates.audit.mail;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Who wasn't told of what, for administrators: the newest ones, for a week. The log has it without addresses. Thread-safe. */
final class MailNotices {

    private static final Logger LOGGER = Logger.getLogger(MailNotices.class.getName());
    private static final int KEPT = 5;
    private static final Duration TOLD = Duration.ofDays(7);

    private final String name;
    private final InstantSource clock;
    private final Deque<Told> newest = new ArrayDeque<>();

    private record Told(Instant at, String words) {}

    MailNotices(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    synchronized List<String> all() {
        Instant oldest = clock.instant().minus(TOLD);
        return newest.stream()
                .filter(told -> told.at().isAfter(oldest))
                .map(Told::words)
                .toList();
    }

    /** A recipient was left out. */
    void leftOut(long seq, String address, RefusedLetterException refusal) {
        tell("Mail " + name + " has left " + address + " out of entry " + seq
                + ": the mail server refused it with status " + refusal.status() + ".");
        LOGGER.log(
                Level.WARNING,
                "Mail {0} has left a recipient out of entry {1}, whom the mail server refused with status {2}",
                new Object[] {name, Long.toString(seq), refusal.status()});
    }

    /** What is to be said of the recipients of an entry. */
    void of(TrailEntry entry, Readers readers, boolean toAsked, int most) {
        if (toAsked
                && readers.size() + readers.withoutAddress() == 0
                && entry.kind().endsWith("-asked")) {
            tell("Mail " + name + " told nobody of entry " + entry.seq()
                    + ", which asks people: nobody is known whom it names, and no address is listed.");
        }
        if (readers.withoutAddress() > 0) {
            tell("Mail " + name + " knows no address of " + readers.withoutAddress() + " whom entry " + entry.seq()
                    + " concerns, and told them nothing.");
        }
        if (readers.size() > most) {
            tell("Mail " + name + " left " + (readers.size() - most) + " out of entry " + entry.seq()
                    + ", which has more than " + most + " recipients. List the address of a mailing list.");
        }
    }

    private synchronized void tell(String words) {
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        Instant now = clock.instant();
        newest.addLast(new Told(now, now.truncatedTo(ChronoUnit.SECONDS) + ": " + words));
    }
}
