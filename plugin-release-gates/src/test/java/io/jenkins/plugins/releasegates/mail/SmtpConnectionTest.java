package io.jenkins.plugins.releasegates.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.mail.Letter;
import io.jenkins.lib.releasegates.audit.mail.MailServer;
import io.jenkins.lib.releasegates.audit.mail.RefusedLetterException;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Against a real SMTP server on loopback, with sessions like those of Jenkins' mailer. */
class SmtpConnectionTest {

    private static final String ANNA = "anna@example.com";
    private static final String BEN = "ben@example.com";
    private static final String PASSWORD = "passw0rd-of-the-mailer";

    private MailboxServer server = new MailboxServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(SMTPServer.Builder builder) {
        server.close();
        server = new MailboxServer(builder);
    }

    private static Properties to(int port) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.timeout", "60000");
        properties.setProperty("mail.smtp.connectiontimeout", "60000");
        return properties;
    }

    private Session session() {
        return Session.getInstance(to(server.port()));
    }

    private MailServer.Connection open(Session session) throws IOException {
        return SmtpConnection.open(session, "Release desk <jenkins@example.com>", Optional.of("desk@example.com"));
    }

    private static Letter letter(String to, String subject) {
        return new Letter(
                to,
                subject,
                "Please approve: größer, 大 \uD83D\uDE80\n.\nlast line\n",
                "<12.0123456789abcdef@release-gates.invalid>",
                Optional.of("<4.0123456789abcdef@release-gates.invalid>"),
                Instant.parse("2026-11-22T10:00:00Z"));
    }

    private static Exception failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return (Exception) org.assertj.core.api.Assertions.catchThrowable(call);
    }

    @Test
    void shouldSendALetterThatProgramsUnderstand() throws Exception {
        String subject = "Re: Approval for größer 大 \uD83D\uDE80 " + "long ".repeat(40) + ": shop #12";
        try (MailServer.Connection connection = open(session())) {
            connection.send(letter(ANNA, subject));
        }

        assertThat(server.received()).hasSize(1);
        MailboxServer.Received received = server.received().get(0);
        assertThat(received.from()).isEqualTo("jenkins@example.com");
        assertThat(received.to()).isEqualTo(ANNA);
        assertThat(received.data().lines()).allMatch(line -> line.length() <= 998);
        assertThat(received.data().chars()).as("nothing that needs 8 bits").allMatch(c -> c < 128);
        MimeMessage read = new MimeMessage(
                session(), new ByteArrayInputStream(received.data().getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(read.getSubject()).isEqualTo(subject.strip());
        assertThat(read.getContent().toString().replace("\r", ""))
                .isEqualTo("Please approve: größer, 大 \uD83D\uDE80\n.\nlast line\n");
        assertThat(read.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(read.getHeader("From", ",")).isEqualTo("Release desk <jenkins@example.com>");
        assertThat(read.getHeader("Reply-To", ",")).isEqualTo("desk@example.com");
        assertThat(read.getHeader("To", ",")).isEqualTo(ANNA);
        assertThat(read.getHeader("Message-ID", ",")).isEqualTo("<12.0123456789abcdef@release-gates.invalid>");
        assertThat(read.getHeader("In-Reply-To", ",")).isEqualTo("<4.0123456789abcdef@release-gates.invalid>");
        assertThat(read.getHeader("References", ",")).isEqualTo("<4.0123456789abcdef@release-gates.invalid>");
        assertThat(read.getHeader("Auto-Submitted", ",")).isEqualTo("auto-generated");
        assertThat(read.getSentDate()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void shouldLetNobodySeeWhoElseIsTold() throws Exception {
        try (MailServer.Connection connection = open(session())) {
            connection.send(letter(ANNA, "x"));
            connection.send(letter(BEN, "x"));
        }

        assertThat(server.received()).extracting(MailboxServer.Received::to).containsExactly(ANNA, BEN);
        assertThat(server.received().get(0).data()).doesNotContain(BEN);
        assertThat(server.received().get(1).data()).doesNotContain(ANNA);
    }

    @Test
    void shouldGoOnAfterARefusal() throws Exception {
        server.refuse("to " + ANNA, 550);
        server.refuse("to cara@example.com", 451);
        server.refuse("spam", 554);
        try (MailServer.Connection connection = open(session())) {
            Exception gone = failure(() -> connection.send(letter(ANNA, "x")));
            assertThat(gone).isInstanceOf(RefusedLetterException.class).hasMessage("refused with status 550");
            assertThat(((RefusedLetterException) gone).isForGood()).isTrue();
            Exception later = failure(() -> connection.send(letter("cara@example.com", "x")));
            assertThat(later).isInstanceOf(RefusedLetterException.class).hasMessage("refused with status 451");
            assertThat(((RefusedLetterException) later).isForGood()).isFalse();
            assertThat(failure(() -> connection.send(letter(BEN, "spam"))))
                    .isInstanceOf(RefusedLetterException.class)
                    .hasMessage("refused with status 554");
            connection.send(letter(BEN, "x"));
        }

        assertThat(server.received()).extracting(MailboxServer.Received::to).containsExactly(BEN);
    }

    @Test
    void shouldNotBlameTheRecipientForTheSender() throws Exception {
        server.refuse("from jenkins@example.com", 550);
        try (MailServer.Connection connection = open(session())) {
            assertThat(failure(() -> connection.send(letter(ANNA, "x"))))
                    .isNotInstanceOf(RefusedLetterException.class)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the mail server refuses the sender with status 550");
        }
    }

    @Test
    void shouldSayWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> open(Session.getInstance(to(port))))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection to the mail server was refused");
    }

    @Test
    void shouldSayWhereTheHostIsNotFound() {
        Properties nowhere = to(25);
        nowhere.setProperty("mail.smtp.host", "mail.example.invalid");
        assertThatThrownBy(() -> open(Session.getInstance(nowhere)))
                .hasMessage("the host of the mail server isn't found");
    }

    @Test
    void shouldNotWaitForAServerThatSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Properties properties = to(silent.getLocalPort());
            properties.setProperty("mail.smtp.timeout", "300");
            assertThatThrownBy(() -> open(Session.getInstance(properties)))
                    .hasMessage("the mail server took longer than it may");
        }
    }

    @Test
    void shouldBoundTheTimeOfEverySession() throws Exception {
        Session session = session();
        open(session).close();
        assertThat(session.getProperty("mail.smtp.connectiontimeout")).isEqualTo("10000");
        assertThat(session.getProperty("mail.smtp.timeout")).isEqualTo("30000");
        assertThat(session.getProperty("mail.smtp.writetimeout")).isEqualTo("30000");
    }

    @Test
    void shouldSayWhereNoSecureConnectionComesAbout() throws Exception {
        Properties required = to(server.port());
        required.setProperty("mail.smtp.starttls.enable", "true");
        required.setProperty("mail.smtp.starttls.required", "true");
        assertThatThrownBy(() -> open(Session.getInstance(required)))
                .as("a server without TLS")
                .hasMessageStartingWith("no secure connection (TLS) came about");

        restart(SMTPServer.port(0).enableTLS().startTlsSocketFactory(SSLContext.getDefault()));
        required.setProperty("mail.smtp.port", Integer.toString(server.port()));
        assertThatThrownBy(() -> open(Session.getInstance(required)))
                .as("a server without a certificate")
                .hasMessageStartingWith("no secure connection (TLS) came about");

        Properties implicit = to(server.port());
        implicit.setProperty("mail.smtp.ssl.enable", "true");
        assertThatThrownBy(() -> open(Session.getInstance(implicit)))
                .as("a server that begins in the clear")
                .hasMessageStartingWith("no secure connection (TLS) came about");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void shouldNotTellThePasswordThatIsRefused() throws Exception {
        restart(SMTPServer.port(0)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    throw new LoginFailedException("535 not " + password);
                })));
        Properties properties = to(server.port());
        properties.setProperty("mail.smtp.auth", "true");
        Session session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("jenkins", PASSWORD);
            }
        });

        assertThat(failure(() -> open(session)))
                .hasMessage("the mail server doesn't accept the user and password that Jenkins' mailer has");
    }

    @Test
    void shouldSayThatTheSenderIsNone() {
        for (String none : new String[] {"", "jenkins", "a@example.com\r\nBcc: eve@example.com", "a@b, c@d"}) {
            assertThatThrownBy(() -> SmtpConnection.open(session(), none, Optional.empty()))
                    .as(none)
                    .hasMessage("the address of the system administrator in the configuration of Jenkins is none");
        }
        assertThatThrownBy(() -> SmtpConnection.open(session(), "a@example.com", Optional.of("x\r\ny")))
                .hasMessage("the address for replies in the configuration of Jenkins is none");
    }
}
