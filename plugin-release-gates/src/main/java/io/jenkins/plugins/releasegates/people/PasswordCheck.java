package io.jenkins.plugins.releasegates.people;

import hudson.security.AbstractPasswordBasedSecurityRealm;
import hudson.security.SecurityRealm;
import io.jenkins.lib.releasegates.approval.AttemptLimit;
import io.jenkins.plugins.releasegates.Messages;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Whether somebody knows the password of an account, asked of the security realm at that moment. Only realms that check passwords themselves can be
 * asked; of second factors and single sign-on Jenkins knows nothing.
 */
@Restricted(NoExternalUse.class)
public final class PasswordCheck {

    private static final Logger LOGGER = Logger.getLogger(PasswordCheck.class.getName());
    private static final int MOST = 5;

    /** So that nobody guesses the password of an account whose session or token they have. */
    private static final AttemptLimit ATTEMPTS = new AttemptLimit(MOST, Duration.ofMinutes(1));

    private PasswordCheck() {}

    /** Why nobody's password can be checked here, a sentence; empty where it can. */
    public static Optional<String> trouble() {
        SecurityRealm realm = Jenkins.get().getSecurityRealm();
        return realm instanceof AbstractPasswordBasedSecurityRealm
                ? Optional.empty()
                : Optional.of(Messages.PasswordCheck_Impossible(realm.getClass().getSimpleName()));
    }

    /** Why that isn't shown to be the password of this account, a sentence; empty where it is. */
    public static Optional<String> objection(String account, String password) {
        Optional<String> trouble = trouble();
        if (trouble.isPresent()) {
            return trouble;
        }
        SecurityRealm realm = Jenkins.get().getSecurityRealm();
        String who = realm.getUserIdStrategy().keyFor(account);
        if (!ATTEMPTS.begin(who, Clock.systemUTC().instant())) {
            return Optional.of(Messages.PasswordCheck_TooMany(MOST));
        }
        // Some directories take no password for a visitor, and let them in.
        if (password.isEmpty()) {
            return Optional.of(Messages.PasswordCheck_Wrong(account));
        }
        try {
            Authentication known = realm.getSecurityComponents()
                    .manager2
                    .authenticate(new UsernamePasswordAuthenticationToken(account, password));
            if (known != null
                    && known.isAuthenticated()
                    && realm.getUserIdStrategy().keyFor(known.getName()).equals(who)) {
                ATTEMPTS.succeeded(who);
                return Optional.empty();
            }
            return Optional.of(Messages.PasswordCheck_Wrong(account));
        } catch (AuthenticationServiceException e) {
            LOGGER.log(Level.WARNING, "The security realm can't check a password", e);
            return Optional.of(Messages.PasswordCheck_Unreachable());
        } catch (AuthenticationException e) {
            return Optional.of(Messages.PasswordCheck_Wrong(account));
        }
    }
}
