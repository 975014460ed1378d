package io.jenkins.plugins.releasegates;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import org.jenkinsci.Symbol;

/** Tells administrators that no decision can be recorded, so that none is taken, before the first build finds out. */
@Extension
@Symbol("releaseGatesHome")
public final class ReleaseGatesHomeMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.ReleaseGatesHomeMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !ReleaseGatesHome.get().isWritable();
    }

    /** The sentence that message.jelly shows. */
    public String getMessage() {
        return Messages.ReleaseGatesHomeMonitor_notWritable(
                ReleaseGatesHome.get().directory());
    }
}
