package io.jenkins.plugins.releasegates.readiness;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.ledger.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The services of this controller, as their owners describe them. What can't be used is kept as it was written, and judges nothing to be ready. */
@Extension
@Symbol("releaseServices")
public final class ServiceConfiguration extends GlobalConfiguration {

    /** Held by whoever changes anything here. */
    private static final Object CHANGING = new Object();

    private volatile List<ServiceItem> services = new ArrayList<>();

    /** As the record knows them. */
    private transient Settings recorded = new Settings();

    /** As it was saved. */
    @SuppressWarnings("this-escape")
    public ServiceConfiguration() {
        load();
        recorded = settings();
    }

    /** The only instance. */
    @Restricted(NoExternalUse.class)
    public static ServiceConfiguration get() {
        return ExtensionList.lookupSingleton(ServiceConfiguration.class);
    }

    public List<ServiceItem> getServices() {
        return List.copyOf(services);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setServices(List<ServiceItem> services) {
        synchronized (CHANGING) {
            this.services = new ArrayList<>(services);
            save();
            Settings now = settings();
            ReleaseGatesHome.get().configured(now.since("services", recorded), ReleaseGates.actor());
            recorded = now;
        }
        // Another checklist, or another role, may be all that was missing.
        ReadinessDesk.get().wakeAll();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        // A form without services doesn't mention them.
        setServices(request.bindJSONToList(ServiceItem.class, json.get("services")));
        return true;
    }

    @Override
    public String getDisplayName() {
        return Messages.ServiceConfiguration_DisplayName();
    }

    private Settings settings() {
        Settings settings = new Settings();
        for (ServiceItem item : services) {
            settings.put(item.getName(), item.settings());
        }
        return settings;
    }

    /** The service of that name; of two of one name there is none. */
    Optional<ServiceItem> service(String name) {
        List<ServiceItem> found =
                services.stream().filter(item -> item.getName().equals(name)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Names of those that builds of a job may be judged by. */
    List<String> namesFor(String job) {
        return services.stream()
                .filter(item -> item.mayBeJudgedIn(job))
                .map(ServiceItem::getName)
                .distinct()
                .toList();
    }

    /** All that is wrong with any of them, a sentence each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        services.forEach(item -> troubles.addAll(item.troubles()));
        services.stream()
                .map(ServiceItem::getName)
                .distinct()
                .filter(name -> service(name).isEmpty())
                .forEach(name -> troubles.add(Messages.ServiceConfiguration_Twice(name)));
        return troubles;
    }
}
