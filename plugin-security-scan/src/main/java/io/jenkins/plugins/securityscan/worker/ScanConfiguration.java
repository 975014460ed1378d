package io.jenkins.plugins.securityscan.worker;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.securityscan.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Which agents vouch for what is scanned on them. Each change is recorded. */
@Extension
@Symbol("securityScan")
public final class ScanConfiguration extends GlobalConfiguration {

    private List<GuardedAgentItem> guardedAgents = new ArrayList<>();

    /** As it was saved. */
    @SuppressWarnings("this-escape")
    public ScanConfiguration() {
        load();
    }

    /** The only instance. */
    @Restricted(NoExternalUse.class)
    public static ScanConfiguration get() {
        return ExtensionList.lookupSingleton(ScanConfiguration.class);
    }

    public synchronized List<GuardedAgentItem> getGuardedAgents() {
        return List.copyOf(guardedAgents);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public synchronized void setGuardedAgents(List<GuardedAgentItem> guardedAgents) {
        SortedMap<String, String> before = settings();
        this.guardedAgents = new ArrayList<>(guardedAgents);
        save();
        ReleaseGatesHome.get()
                .configured(ConfigurationChanged.between("security-scan", before, settings()), ReleaseGates.actor());
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        // A form without agents doesn't mention them.
        setGuardedAgents(request.bindJSONToList(GuardedAgentItem.class, json.get("guardedAgents")));
        return true;
    }

    @Override
    public String getDisplayName() {
        return Messages.ScanConfiguration_DisplayName();
    }

    /** The folder that builds on that agent can't write, by the word of who owns it; empty for any other agent. */
    Optional<String> guardedHome(String agent) {
        return getGuardedAgents().stream()
                .filter(item -> item.isUsable() && item.getAgent().equals(agent))
                .map(GuardedAgentItem::getHome)
                .findFirst();
    }

    private SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        for (int i = 0; i < guardedAgents.size(); i++) {
            GuardedAgentItem item = guardedAgents.get(i);
            settings.put("guardedAgents." + i + "." + item.getAgent(), item.getHome());
        }
        return settings;
    }
}
