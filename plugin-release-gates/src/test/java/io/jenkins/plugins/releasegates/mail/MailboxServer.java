package io.jenkins.plugins.releasegates.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on loopback that keeps what it takes, and refuses what it is told to. */
final class MailboxServer implements AutoCloseable {

    /** A letter, as it came: envelope and lines. */
    record Received(String from, String to, String data) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final SMTPServer server;

    MailboxServer() {
        this(SMTPServer.port(0));
    }

    MailboxServer(SMTPServer.Builder builder) {
        server = builder.bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(Transaction::new)
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Refuses a sender, a recipient, or letters in which that stands, with a status. */
    void refuse(String what, int status) {
        refused.put(what, status);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    private void check(String text) throws RejectException {
        for (Map.Entry<String, Integer> one : refused.entrySet()) {
            if (text.contains(one.getKey())) {
                throw new RejectException(one.getValue(), "secret words of the server");
            }
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Transaction implements MessageHandler {

        private String sender = "";
        private String recipient = "";

        Transaction(MessageContext context) {}

        @Override
        public void from(String from) throws RejectException {
            check("from " + from);
            sender = from;
        }

        @Override
        public void recipient(String to) throws RejectException {
            check("to " + to);
            recipient = to;
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            String text = new String(data.readAllBytes(), StandardCharsets.ISO_8859_1);
            check(text);
            received.add(new Received(sender, recipient, text));
            return null;
        }

        @Override
        public void done() {
            // Nothing is open.
        }
    }
}
