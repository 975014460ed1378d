package io.jenkins.lib.releasegates.audit.mail;

import io.jenkins.lib.releasegates.audit.delivery.CloudEvent;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.message.Notice;
import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells people of entries by mail: a letter of their own for each recipient, all of an entry before any of the next. It begins with the next entry that is
 * recorded, since nobody wants to be told of last year.
 *
 * <p>Who was sent an entry isn't sent it again while others are tried, unless this process ends in between. A recipient that the server refuses for good is
 * left out at once where it took somebody else, or where the recipient was left out before; else, as the server itself may be set up wrongly, after an hour of
 * trying; so is one with whose letter the connection breaks. {@link #notices} tells of each.
 */
public final class MailTarget implements Target {

    /** How long a recipient is tried for one entry whom the server refuses. */
    public static final Duration PATIENCE = Duration.ofHours(1);

    /** Recipients of one entry: more is a mailing list, which mail servers have. */
    static final int MOST_RECIPIENTS = 200;

    private final MailSettings settings;
    private final MailServer server;
    private final ConcernedPeople people;
    private final InstantSource clock;
    private final MailNotices notices;
    private final Recipients recipients;
    private volatile boolean closed;

    /** With the clock by which patience ends. */
    public MailTarget(MailSettings settings, MailServer server, ConcernedPeople people, InstantSource clock) {
        this.settings = settings;
        this.server = server;
        this.people = people;
        this.clock = clock;
        this.notices = new MailNotices(settings.name(), clock);
        this.recipients = new Recipients(PATIENCE);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public boolean fromNowOn() {
        return true;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Optional<String> source() {
        return Optional.empty();
    }

    @Override
    public boolean wants(TrailEntry entry) {
        return settings.selection().has(entry);
    }

    @Override
    public boolean persons() {
        return settings.persons();
    }

    @Override
    public List<String> notices() {
        return notices.all();
    }

    @Override
    public void send(List<CloudEvent> events) throws IOException {
        for (CloudEvent event : events) {
            send(event);
            if (closed) {
                throw new IOException("it was broken off here");
            }
        }
    }

    private void send(CloudEvent event) throws IOException {
        if (recipients.begin(event.seq())) {
            recipients.are(readers(event.entry()));
        }
        Map<String, Reader> left = recipients.left();
        if (left.isEmpty()) {
            return;
        }
        List<RefusedLetterException> refusals = new ArrayList<>();
        try (MailServer.Connection connection = server.connect()) {
            for (Map.Entry<String, Reader> one : left.entrySet()) {
                if (closed) {
                    throw new IOException("it was broken off here");
                }
                refusals.addAll(send(connection, one.getKey(), letter(event, one.getKey(), one.getValue())));
            }
        } finally {
            recipients
                    .giveUp(clock.instant())
                    .forEach((address, refusal) -> notices.leftOut(event.seq(), address, refusal));
        }
        int waiting = recipients.left().size();
        if (waiting > 0) {
            throw new IOException(
                    waiting + " of its recipients " + (waiting == 1 ? "was" : "were") + " refused with status "
                            + refusals.get(refusals.size() - 1).status() + ", and " + (waiting == 1 ? "is" : "are")
                            + " left out after " + PATIENCE.toMinutes() + " minutes of trying");
        }
    }

    /** What was refused; nothing when it was taken. Whoever breaks the connection goes behind the others, so that they are sent theirs the next time. */
    private List<RefusedLetterException> send(MailServer.Connection connection, String to, Letter letter)
            throws IOException {
        try {
            connection.send(letter);
            recipients.took(to);
            return List.of();
        } catch (RefusedLetterException e) {
            recipients.refused(to, e, clock.instant());
            return List.of(e);
        } catch (IOException e) {
            recipients.broke(to, e, clock.instant());
            throw e;
        }
    }

    /** Who is to be told, by address; who is asked comes first, and is told as such. */
    private Map<String, Reader> readers(TrailEntry entry) throws IOException {
        Readers all = new Readers();
        try {
            people.of(entry).forEach(all::add);
        } catch (LedgerException e) {
            throw new IOException("whom it concerns can't be read, " + e.getMessage(), e);
        }
        settings.listed().forEach(address -> all.add(new Concerned(Optional.of(address), Reader.LISTED)));
        notices.of(entry, all, settings.toAsked(), MOST_RECIPIENTS);
        return all.first(MOST_RECIPIENTS);
    }

    private Letter letter(CloudEvent event, String to, Reader reader) {
        TrailEntry entry = event.entry();
        Notice notice = Notice.of(entry, settings.jenkins(), event.person(), reader);
        Optional<String> root = Optional.of(notice.thread()).filter(id -> !id.equals(entry.id()));
        return new Letter(to, notice.subject(), notice.text(), Letter.id(entry.id()), root.map(Letter::id), entry.at());
    }

    /** What is being sent ends by itself, since the server has only so much time; nothing is sent after it. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
