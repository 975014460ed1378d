package io.jenkins.lib.releasegates.audit.mail;

import java.io.Closeable;
import java.io.IOException;

/** Takes letters. Used by one thread at a time. */
public interface MailServer {

    /**
     * Connects, ready for letters.
     *
     * @throws IOException when none is configured, or it isn't reached or doesn't let this Jenkins in; the message says which, and shows no secret
     */
    Connection connect() throws IOException;

    /** Where it is, for people, without secrets. */
    @Override
    String toString();

    /** An open connection. */
    interface Connection extends Closeable {

        /**
         * Sends one, and waits until it is taken.
         *
         * @throws RefusedLetterException when it is refused for this recipient; others may be sent over the same connection
         * @throws IOException when nothing can be sent over this connection any more
         */
        void send(Letter letter) throws IOException;
    }
}
