package io.jenkins.plugins.securityscan.database;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.securityscan.Messages;
import java.time.Clock;
import java.util.List;
import org.jenkinsci.Symbol;

/** Tells administrators when the vulnerability database that they have configured isn't as new as it should be. */
@Extension
@Symbol("vulnerabilityDatabase")
public final class DatabaseMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.DatabaseMonitor_DisplayName();
    }

    @Override
    public boolean isSecurity() {
        return true;
    }

    @Override
    public boolean isActivated() {
        return !getTroubles().isEmpty();
    }

    /** A sentence each; message.jelly shows them. */
    public List<String> getTroubles() {
        return VulnerabilityDatabaseConfiguration.get().isUpdated()
                ? DatabaseTroubles.of(
                        CurrentDatabase.get().last().current(),
                        DatabaseUpdater.get().history(),
                        Clock.systemUTC().instant())
                : List.of();
    }
}
