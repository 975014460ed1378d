package io.jenkins.plugins.releasegates.ledger;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import org.jenkinsci.Symbol;

/** Warns where builds run as the user that owns the ledger and its key: what they may read and write, no rule of ours protects. */
@Extension
@Symbol("releaseGatesBuiltInNode")
public final class BuiltInNodeMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.BuiltInNodeMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return ReleaseGatesHome.get().buildsRunOnTheController();
    }
}
