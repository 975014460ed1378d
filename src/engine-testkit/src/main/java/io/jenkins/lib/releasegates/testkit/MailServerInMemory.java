package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.audit.mail.Letter;
import io.jenkins.lib.releasegates.audit.mail.MailServer;
import io.jenkins.lib.releasegates.audit.mail.RefusedLetterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mail server that remembers what it took; is down, breaks off, or refuses recipients on demand. */
public final class MailServerInMemory implements MailServer {

    private final List<Letter> taken = new ArrayList<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private int down;
    private int connections;
    private int breakAfter = Integer.MAX_VALUE;

    /** Lets nobody connect so many times. */
    public synchronized void down(int times) {
        down = times;
    }

    /** Breaks the connection off after so many more letters, once. */
    public synchronized void breakAfter(int letters) {
        breakAfter = letters;
    }

    /** Refuses a recipient with that status; takes it again when that is 0. */
    public void refuse(String address, int status) {
        if (status == 0) {
            refused.remove(address);
        } else {
            refused.put(address, status);
        }
    }

    /** All that it took, in that order. */
    public synchronized List<Letter> taken() {
        return List.copyOf(taken);
    }

    /** How often somebody connected. */
    public synchronized int connections() {
        return connections;
    }

    @Override
    public synchronized Connection connect() throws IOException {
        connections++;
        if (down > 0) {
            down--;
            throw new IOException("it is down");
        }
        return new Open();
    }

    private synchronized void take(Letter letter) throws IOException {
        Integer status = refused.get(letter.to());
        if (status != null) {
            throw new RefusedLetterException(status, new IOException("of the test"));
        }
        if (breakAfter-- <= 0) {
            breakAfter = Integer.MAX_VALUE;
            throw new IOException("it broke off");
        }
        taken.add(letter);
    }

    @Override
    public String toString() {
        return "the mail server of the test";
    }

    private final class Open implements Connection {

        @Override
        public void send(Letter letter) throws IOException {
            take(letter);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
