package io.jenkins.lib.releasegates.audit.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * What is sent to one recipient. The same entry makes the same letter each time, so that a program that gets it twice can tell.
 *
 * @param to where to, of the form of {@link MailAddress}
 * @param subject one line; any characters but controls
 * @param text plain, lines end with a line feed
 * @param id for {@code Message-ID} (RFC 5322, 3.6.4), in angle brackets: made of the entry's number and the log's id
 * @param inReplyTo id of the letter that began the thread; empty where it is the first one
 * @param date when what it tells of happened
 */
public record Letter(String to, String subject, String text, String id, Optional<String> inReplyTo, Instant date) {

    /** Whoever writes a header trusts in this. */
    public Letter {
        if (!MailAddress.isOne(to) || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A letter to one address, with a subject of one line");
        }
    }

    /** The id of the letter about an entry. */
    static String id(String entry) {
        int slash = entry.indexOf('/');
        return "<" + entry.substring(slash + 1) + "." + entry.substring(0, slash) + "@release-gates.invalid>";
    }
}
