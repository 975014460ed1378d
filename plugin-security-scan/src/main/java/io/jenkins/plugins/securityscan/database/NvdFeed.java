package io.jenkins.plugins.securityscan.database;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.SecurityScanHome;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A mirror of the NVD's data feeds, on a server or in a folder. */
public final class NvdFeed extends UpdateSource {

    private final String url;

    /** With the address of the folder that holds {@code cache.properties}. */
    @DataBoundConstructor
    public NvdFeed(String url) {
        this.url = url.trim();
    }

    public String getUrl() {
        return url;
    }

    @Override
    Optional<Place> place(boolean allowPrivate) {
        return Optional.of(new Place(
                UpdateOrder.Source.FEED, SourceAddress.parse(url, SourceAddress.Files.ALLOWED, allowPrivate)));
    }

    @Override
    String words() {
        return Messages.NvdFeed_Words(SourceAddress.shown(url));
    }

    /** For forms. */
    @Extension
    @Symbol("nvdFeed")
    public static final class DescriptorImpl extends Descriptor<UpdateSource> {

        @Override
        public String getDisplayName() {
            return Messages.NvdFeed_DisplayName();
        }

        /** It is an address; nobody is asked. */
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            SecurityScanHome.checkConfigure();
            return SourceAddress.validation(value, SourceAddress.Files.ALLOWED);
        }
    }
}
