package io.jenkins.plugins.securityscan.database;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.SecurityScanHome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The API 2.0 of the NVD, or of a server that answers in its place. */
public final class NvdApi extends UpdateSource {

    /** Where the NVD itself answers. */
    public static final String DEFAULT_URL = "https://services.nvd.nist.gov/rest/json/cves/2.0";

    private String url = "";
    private String credentialsId = "";

    /** The NVD itself, without a key. */
    @DataBoundConstructor
    public NvdApi() {
        // For forms and configuration as code.
    }

    public String getUrl() {
        return url;
    }

    /** For forms and configuration as code; empty for the NVD itself. */
    @DataBoundSetter
    public void setUrl(String url) {
        this.url = url.trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** For forms and configuration as code; empty to ask without a key, which takes ten times as long. */
    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = credentialsId == null ? "" : credentialsId.trim();
    }

    @Override
    Optional<Place> place(boolean allowPrivate) {
        return Optional.of(new Place(
                UpdateOrder.Source.API, SourceAddress.parse(address(url), SourceAddress.Files.REFUSED, allowPrivate)));
    }

    @Override
    Optional<String> key() {
        if (credentialsId.isEmpty()) {
            return Optional.empty();
        }
        StringCredentials found = credentials(url)
                .filter(one -> one.getId().equals(credentialsId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Messages.NvdApi_NoCredentials(credentialsId)));
        return Optional.of(key(used(found)));
    }

    /** So that those who look at the credentials see who uses them. */
    private static StringCredentials used(StringCredentials credentials) {
        return CredentialsProvider.track(Jenkins.get(), credentials);
    }

    private String key(StringCredentials credentials) {
        String key = credentials.getSecret().getPlainText().trim();
        if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(Messages.NvdApi_NoKey(credentialsId));
        }
        return key;
    }

    @Override
    String words() {
        return credentialsId.isEmpty()
                ? Messages.NvdApi_WordsWithoutKey(SourceAddress.shown(address(url)))
                : Messages.NvdApi_Words(SourceAddress.shown(address(url)), credentialsId);
    }

    private static String address(String url) {
        return url.isBlank() ? DEFAULT_URL : url;
    }

    /** Those of the kind "Secret text" that this controller itself may use, at this address. */
    private static Stream<StringCredentials> credentials(String url) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                StringCredentials.class,
                Jenkins.get(),
                ACL.SYSTEM2,
                URIRequirementBuilder.fromUri(address(url)).build())
                .stream();
    }

    /** For forms. */
    @Extension
    @Symbol("nvdApi")
    public static final class DescriptorImpl extends Descriptor<UpdateSource> {

        @Override
        public String getDisplayName() {
            return Messages.NvdApi_DisplayName();
        }

        /** For the placeholder. */
        public String getDefaultUrl() {
            return DEFAULT_URL;
        }

        /** The credentials to choose from; who may not configure sees the one that is chosen alone. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String url, @QueryParameter String credentialsId) {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.NvdApi_WithoutKey(), "");
            if (SecurityScanHome.mayConfigure()) {
                credentials(url).forEach(one -> items.add(CredentialsNameProvider.name(one), one.getId()));
            }
            if (items.stream().noneMatch(item -> item.value.equals(credentialsId))) {
                items.add(credentialsId, credentialsId);
            }
            return items;
        }

        /** There are such credentials. */
        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter String url) {
            SecurityScanHome.checkConfigure();
            if (value.isBlank()) {
                return FormValidation.warning(Messages.NvdApi_Slow());
            }
            List<String> ids = credentials(url).map(StringCredentials::getId).toList();
            return ids.contains(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.NvdApi_NoCredentials(value));
        }

        /** It is an address; nobody is asked. */
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            SecurityScanHome.checkConfigure();
            return SourceAddress.validation(address(value), SourceAddress.Files.REFUSED);
        }
    }
}
