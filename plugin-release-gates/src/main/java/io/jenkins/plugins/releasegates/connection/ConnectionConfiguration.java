package io.jenkins.plugins.releasegates.connection;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.ledger.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The servers that the controller may ask. One that can't be used is kept as it was written, and answers nobody. */
@Extension
@Symbol("releaseConnections")
public final class ConnectionConfiguration extends GlobalConfiguration {

    private static final Logger LOGGER = Logger.getLogger(ConnectionConfiguration.class.getName());

    /** Held by whoever changes anything here. */
    private static final Object CHANGING = new Object();

    private volatile List<ConnectionItem> connections = new ArrayList<>();

    /** By name, so that each keeps its connections to the server. */
    private transient volatile Map<String, MetricsServer> servers = Map.of();

    /** As the record knows them. */
    private transient Settings recorded = new Settings();

    /** As it was saved. */
    @SuppressWarnings("this-escape")
    public ConnectionConfiguration() {
        load();
        connect();
        recorded = settings();
    }

    /** The only instance. */
    @Restricted(NoExternalUse.class)
    public static ConnectionConfiguration get() {
        return ExtensionList.lookupSingleton(ConnectionConfiguration.class);
    }

    public List<ConnectionItem> getConnections() {
        return List.copyOf(connections);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setConnections(List<ConnectionItem> connections) {
        synchronized (CHANGING) {
            this.connections = new ArrayList<>(connections);
            connect();
            save();
            Settings now = settings();
            ReleaseGatesHome.get().configured(now.since("connections", recorded), ReleaseGates.actor());
            recorded = now;
        }
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        // A form without connections doesn't mention them.
        setConnections(request.bindJSONToList(ConnectionItem.class, json.get("connections")));
        return true;
    }

    @Override
    public String getDisplayName() {
        return Messages.ConnectionConfiguration_DisplayName();
    }

    private void connect() {
        Map<String, MetricsServer> found = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (ConnectionItem item : connections) {
            // The first of a name counts for all, also where it can't be used: another one may be for other jobs.
            if (!names.add(item.getName())) {
                LOGGER.log(Level.WARNING, "Two connections are called {0}; the first counts", item.getName());
                continue;
            }
            try {
                found.put(item.getName(), item.server());
            } catch (IllegalArgumentException e) {
                LOGGER.log(Level.WARNING, "The connection {0} can not be used: {1}", new Object[] {
                    item.getName(), e.getMessage()
                });
            }
        }
        servers = Map.copyOf(found);
    }

    private Settings settings() {
        Settings settings = new Settings();
        for (ConnectionItem item : connections) {
            if (first(item.getName()).filter(first -> first == item).isPresent()) {
                settings.put(item.getName(), item.place(), item.secrets());
            }
        }
        return settings;
    }

    /** The server of that name; empty where there is none, or it can't be used. */
    @Restricted(NoExternalUse.class)
    public Optional<MetricsServer> server(String name) {
        return Optional.ofNullable(servers.get(name));
    }

    private Optional<ConnectionItem> first(String name) {
        return connections.stream().filter(item -> item.getName().equals(name)).findFirst();
    }

    /** Where that connection leads; another one after it was configured anew. Empty where there is none. */
    @Restricted(NoExternalUse.class)
    public String place(String name) {
        return first(name).map(ConnectionItem::place).orElse("");
    }

    /** Whether a step of the job of that full name may name that connection; where there is none, it may not. */
    @Restricted(NoExternalUse.class)
    public boolean mayName(String name, String job) {
        return first(name).filter(item -> item.mayBeNamedBy(job)).isPresent();
    }

    /** Names of those that a step of that job may name. */
    @Restricted(NoExternalUse.class)
    public List<String> namesFor(String job) {
        return connections.stream()
                .map(ConnectionItem::getName)
                .distinct()
                .filter(name -> mayName(name, job))
                .toList();
    }

    /** The choice that a form offers: those that a job may name, and the one that it names. Without that one, saving the form would name another. */
    @Restricted(NoExternalUse.class)
    public static ListBoxModel choice(@Nullable Item item, String named) {
        ListBoxModel items = new ListBoxModel();
        if (item != null && item.hasPermission(Item.CONFIGURE)) {
            get().namesFor(item.getFullName()).forEach(known -> items.add(known, known));
        }
        if (items.stream().noneMatch(known -> known.value.equals(named))) {
            items.add(named, named);
        }
        return items;
    }

    /** The choice that the form of an environment's owner offers: all there are, none, and the one that is named. */
    @Restricted(NoExternalUse.class)
    public static ListBoxModel all(String named) {
        ListBoxModel items = new ListBoxModel();
        items.add("", "");
        get().connections.stream().map(ConnectionItem::getName).distinct().forEach(known -> items.add(known, known));
        if (items.stream().noneMatch(known -> known.value.equals(named))) {
            items.add(named, named);
        }
        return items;
    }
}
