package io.jenkins.plugins.releasegates.mail;

import hudson.Util;
import hudson.model.User;
import hudson.tasks.Mailer;
import io.jenkins.lib.releasegates.audit.mail.MailServer;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.JenkinsLocationConfiguration;

/** Speaks with the plugin mailer. Loaded only once it is there, since it need not be installed. */
final class MailerPlugin {

    private MailerPlugin() {}

    static Optional<String> problem() {
        return host().isEmpty()
                ? Optional.of("no SMTP server is configured under \"E-mail Notification\"")
                : Optional.empty();
    }

    private static String host() {
        return Util.fixNull(Mailer.descriptor().getSmtpHost()).trim();
    }

    static String server() {
        return host();
    }

    static Optional<String> addressOf(User user) {
        Mailer.UserProperty property = user.getProperty(Mailer.UserProperty.class);
        return Optional.ofNullable(property == null ? null : Util.fixEmptyAndTrim(property.getAddress()));
    }

    static MailServer.Connection connect() throws IOException {
        Mailer.DescriptorImpl mailer = Mailer.descriptor();
        return SmtpConnection.open(
                mailer.createSession(),
                JenkinsLocationConfiguration.get().getAdminAddress(),
                Optional.ofNullable(Util.fixEmptyAndTrim(mailer.getReplyToAddress())));
    }
}
