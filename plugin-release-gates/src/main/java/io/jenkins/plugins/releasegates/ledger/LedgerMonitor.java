package io.jenkins.plugins.releasegates.ledger;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;

/** Tells administrators what is wrong with the ledger, its signatures, its witnesses or its webhooks. */
@Extension
@Symbol("releaseGatesLedger")
public final class LedgerMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.LedgerMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getTroubles().isEmpty();
    }

    /** A sentence each; message.jelly shows them. */
    public List<String> getTroubles() {
        List<String> troubles = new ArrayList<>(ReleaseGatesHome.get().troubles());
        troubles.addAll(LedgerCheck.get().troubles());
        return troubles;
    }
}
