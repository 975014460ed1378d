package io.jenkins.plugins.releasegates.mail;

import hudson.model.User;
import io.jenkins.lib.releasegates.audit.mail.MailServer;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mail server that Jenkins' mailer is configured with, at the moment of sending; none where that plugin isn't installed, which it need not be. */
final class JenkinsMail implements MailServer {

    private static final String PLUGIN = "mailer";

    /** Why nothing could be sent now, a sentence's end; empty when it could be tried. Asks nobody outside. */
    static Optional<String> problem() {
        return ReleaseGatesHome.get().hasPlugin(PLUGIN)
                ? MailerPlugin.problem()
                : Optional.of("the plugin mailer isn't installed, or isn't active");
    }

    /** Where the mailer sends mail for a user; empty when it doesn't know. */
    static Optional<String> addressOf(@Nullable User user) {
        return user != null && ReleaseGatesHome.get().hasPlugin(PLUGIN)
                ? MailerPlugin.addressOf(user)
                : Optional.empty();
    }

    @Override
    public Connection connect() throws IOException {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        return MailerPlugin.connect();
    }

    @Override
    public String toString() {
        return problem().isPresent() ? "by mail" : "by mail over " + MailerPlugin.server();
    }
}
