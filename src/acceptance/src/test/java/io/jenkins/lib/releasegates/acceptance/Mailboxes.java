package io.jenkins.lib.releasegates.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on loopback, with a mailbox for everybody. Can be down, and refuse recipients. */
final class Mailboxes implements AutoCloseable {

    private final int port;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private SMTPServer server;

    /** A mail as it came. */
    record Mail(String to, Map<String, String> headers, String body) {

        private static Mail of(String to, String text) {
            String unfolded = text.replace("\r", "");
            int end = unfolded.indexOf("\n\n");
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line :
                    unfolded.substring(0, end).replaceAll("\n[ \t]+", " ").split("\n")) {
                headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
            return new Mail(to, headers, unfolded.substring(end + 2));
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String subject() {
            return header("Subject");
        }
    }

    Mailboxes() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = begun();
    }

    private SMTPServer begun() {
        SMTPServer begun = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .simpleMessageListener(new Listener())
                .build();
        begun.start();
        return begun;
    }

    int port() {
        return port;
    }

    void down() {
        server.stop();
    }

    void up() {
        server = begun();
    }

    void refuse(String address) {
        refused.add(address);
    }

    /** All that came, in that order. */
    List<Mail> all() {
        return List.copyOf(mails);
    }

    /** What came for one. */
    List<Mail> of(String address) {
        return mails.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** Whether something came for one whose body begins so. */
    boolean has(String address, String beginning) {
        return of(address).stream().anyMatch(mail -> mail.body().startsWith(beginning));
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Listener implements SimpleMessageListener {

        @Override
        public boolean accept(String from, String recipient) {
            return !refused.contains(recipient);
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) {
            try {
                mails.add(Mail.of(recipient, new String(data.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
