package io.jenkins.plugins.releasegates.mail;

import io.jenkins.lib.releasegates.audit.mail.Letter;
import io.jenkins.lib.releasegates.audit.mail.MailServer;
import io.jenkins.lib.releasegates.audit.mail.RefusedLetterException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * A connection by SMTP (RFC 5321) as a session of Jakarta Mail describes it, with limits on its time. Each letter is a transaction of its own with one recipient,
 * so that nobody sees who else is told, and a refusal is about that one. What the server says is told by its status alone.
 */
final class SmtpConnection implements MailServer.Connection {

    private static final Logger LOGGER = Logger.getLogger(SmtpConnection.class.getName());
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int SERVICE_CLOSES = 421;
    private static final int LONGEST_CHAIN = 20;

    private final Session session;
    private final Transport transport;
    private final InternetAddress from;
    private final Optional<InternetAddress> replyTo;

    private SmtpConnection(
            Session session, Transport transport, InternetAddress from, Optional<InternetAddress> replyTo) {
        this.session = session;
        this.transport = transport;
        this.from = from;
        this.replyTo = replyTo;
    }

    /**
     * Connects.
     *
     * @param session with host, port, security and how this Jenkins says who it is
     * @param from whom letters come from
     * @throws IOException with what is wrong, without secrets
     */
    static SmtpConnection open(Session session, String from, Optional<String> replyTo) throws IOException {
        // Time for a connection, for an answer and for taking what is sent; else a server that says nothing would hold
        // all mail for ever.
        limit(session, "mail.smtp.connectiontimeout", 10_000);
        limit(session, "mail.smtp.timeout", 30_000);
        limit(session, "mail.smtp.writetimeout", 30_000);
        InternetAddress sender = address(from, "the address of the system administrator");
        Optional<InternetAddress> reply = Optional.empty();
        if (replyTo.isPresent()) {
            reply = Optional.of(address(replyTo.get(), "the address for replies"));
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jakarta Mail looks its parts up there.
        thread.setContextClassLoader(Session.class.getClassLoader());
        try {
            Transport transport = session.getTransport("smtp");
            transport.connect();
            return new SmtpConnection(session, transport, sender, reply);
        } catch (MessagingException e) {
            throw new IOException(trouble(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void limit(Session session, String property, int millis) {
        String given = session.getProperty(property);
        if (given == null || !given.matches("[1-9][0-9]{0,8}") || Integer.parseInt(given) > millis) {
            session.getProperties().setProperty(property, Integer.toString(millis));
        }
    }

    private static InternetAddress address(String text, String what) throws IOException {
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new AddressException("control characters");
            }
            return address;
        } catch (AddressException e) {
            throw new IOException(what + " in the configuration of Jenkins is none", e);
        }
    }

    @Override
    public void send(Letter letter) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader());
        try {
            InternetAddress to = new InternetAddress(letter.to(), true);
            transport.sendMessage(message(letter, to), new Address[] {to});
        } catch (MessagingException e) {
            OptionalInt refusal = refusal(e);
            if (refusal.isPresent() && transport.isConnected()) {
                throw new RefusedLetterException(refusal.getAsInt(), e);
            }
            throw new IOException(trouble(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private MimeMessage message(Letter letter, InternetAddress to) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        if (replyTo.isPresent()) {
            message.setReplyTo(new Address[] {replyTo.get()});
        }
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(letter.date()));
        message.setText(letter.text(), UTF_8);
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.inReplyTo().isPresent()) {
            message.setHeader("In-Reply-To", letter.inReplyTo().get());
            message.setHeader("References", letter.inReplyTo().get());
        }
        message.saveChanges();
        // Which would have made one up.
        message.setHeader("Message-ID", letter.id());
        return message;
    }

    /** The status with which a letter was refused to its recipient; empty where something else has failed. */
    private static OptionalInt refusal(MessagingException failure) {
        for (Exception one : chain(failure)) {
            if (one instanceof SMTPAddressFailedException address) {
                return refusal(address.getReturnCode());
            }
            if (one instanceof SMTPSendFailedException sent && !isAboutSender(sent)) {
                return refusal(sent.getReturnCode());
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt refusal(int status) {
        return status >= 400 && status != SERVICE_CLOSES ? OptionalInt.of(status) : OptionalInt.empty();
    }

    private static boolean isAboutSender(SMTPSendFailedException failure) {
        return String.valueOf(failure.getCommand()).startsWith("MAIL");
    }

    /** In one sentence's end, without anything that the server said. */
    private static String trouble(MessagingException failure) {
        for (Exception one : chain(failure)) {
            if (one instanceof AuthenticationFailedException) {
                return "the mail server doesn't accept the user and password that Jenkins' mailer has";
            }
            if (one instanceof SMTPSendFailedException sent) {
                return (isAboutSender(sent)
                                ? "the mail server refuses the sender with status "
                                : "it ended with status ")
                        + sent.getReturnCode();
            }
            if (one instanceof SSLException || String.valueOf(one.getMessage()).contains("STARTTLS")) {
                return "no secure connection (TLS) came about: the mail server offers none, or its certificate isn't trusted";
            }
            if (one instanceof SocketTimeoutException) {
                return "the mail server took longer than it may";
            }
            if (one instanceof UnknownHostException) {
                return "the host of the mail server isn't found";
            }
            if (one instanceof ConnectException) {
                return "the connection to the mail server was refused";
            }
        }
        return "the connection to the mail server broke off";
    }

    /** A failure and what it was due to, the innermost first; what Jakarta Mail hangs beside a failure is its cause, too. */
    private static List<Exception> chain(Exception failure) {
        List<Exception> all = new ArrayList<>();
        for (Throwable one = failure;
                one instanceof Exception known && all.size() < LONGEST_CHAIN;
                one = one.getCause()) {
            all.add(0, known);
        }
        return all;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOGGER.log(Level.FINE, "What the mail server took it has taken", e);
        }
    }
}
