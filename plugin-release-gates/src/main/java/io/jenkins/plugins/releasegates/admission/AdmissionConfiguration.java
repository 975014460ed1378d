package io.jenkins.plugins.releasegates.admission;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Whose statements are believed here, besides those of this controller itself. */
@Extension
@Symbol("releaseGatesAdmission")
public final class AdmissionConfiguration extends GlobalConfiguration {

    private static final Logger LOGGER = Logger.getLogger(AdmissionConfiguration.class.getName());

    private List<TrustedKeyItem> trustedKeys = new ArrayList<>();

    /** As it was saved. */
    @SuppressWarnings("this-escape")
    public AdmissionConfiguration() {
        load();
    }

    /** The only instance. */
    @Restricted(NoExternalUse.class)
    public static AdmissionConfiguration get() {
        return ExtensionList.lookupSingleton(AdmissionConfiguration.class);
    }

    public List<TrustedKeyItem> getTrustedKeys() {
        return List.copyOf(trustedKeys);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setTrustedKeys(List<TrustedKeyItem> trustedKeys) {
        SortedMap<String, String> before = settings();
        this.trustedKeys = new ArrayList<>(trustedKeys);
        save();
        ReleaseGatesHome.get()
                .configured(ConfigurationChanged.between("admission", before, settings()), ReleaseGates.actor());
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        // A form without keys doesn't mention them.
        setTrustedKeys(request.bindJSONToList(TrustedKeyItem.class, json.get("trustedKeys")));
        return true;
    }

    @Override
    public String getDisplayName() {
        return Messages.AdmissionConfiguration_DisplayName();
    }

    /** The keys; what is none isn't trusted, and the log says so. */
    List<EnvelopeKey> keys() {
        List<EnvelopeKey> keys = new ArrayList<>();
        for (TrustedKeyItem item : trustedKeys) {
            try {
                keys.add(item.key());
            } catch (RefusedDocumentException e) {
                LOGGER.log(
                        Level.WARNING, "The trusted key {0} is none: {1}", new Object[] {item.getName(), e.reason()});
            }
        }
        return keys;
    }

    private SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        for (int i = 0; i < trustedKeys.size(); i++) {
            TrustedKeyItem item = trustedKeys.get(i);
            // Two may have one name.
            String path = "trustedKeys." + i + "." + item.getName();
            try {
                settings.put(path, item.key().words());
            } catch (RefusedDocumentException e) {
                settings.put(path, "no key");
            }
        }
        return settings;
    }
}
