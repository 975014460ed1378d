package io.jenkins.plugins.releasegates.connection;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.Extension;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.analysis.metric.MetricGateReader;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.connection.HttpProxy;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.connection.TrustedCertificates;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusServer;
import io.jenkins.lib.releasegates.metrics.prometheus.PrometheusSettings;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Prometheus, or a server with its HTTP API: Thanos, Mimir, VictoriaMetrics. */
public final class PrometheusItem extends ConnectionItem {

    private static final String WHAT = "connection";
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9!_.*'()|-]{1,150}");
    private static final int MOST_SECONDS = (int) PrometheusSettings.MOST_PATIENCE.toSeconds();

    private final String url;
    private String credentialsId = "";
    private String tenant = "";
    private int timeoutSeconds = 10;
    private boolean allowPrivateAddresses;
    private String certificates = "";
    private boolean throughProxy;

    /** With what gates know it by, and where its API is. */
    @DataBoundConstructor
    public PrometheusItem(String name, String url) {
        super(name);
        this.url = url.trim();
    }

    public String getUrl() {
        return url;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** A secret text is sent as bearer token, a user with password as such; none where it is empty. */
    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = credentialsId == null ? "" : credentialsId.trim();
    }

    public String getTenant() {
        return tenant;
    }

    /** What Mimir and Cortex are told as X-Scope-OrgID; nothing where it is empty. */
    @DataBoundSetter
    public void setTenant(String tenant) {
        this.tenant = tenant.trim();
    }

    public int getTimeoutSeconds() {
        return timeoutSeconds;
    }

    /** How long an answer may take. */
    @DataBoundSetter
    public void setTimeoutSeconds(int timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
    }

    public boolean isAllowPrivateAddresses() {
        return allowPrivateAddresses;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setAllowPrivateAddresses(boolean allowPrivateAddresses) {
        this.allowPrivateAddresses = allowPrivateAddresses;
    }

    public boolean isThroughProxy() {
        return throughProxy;
    }

    /** Whether Jenkins' proxy is on the way to it, which then looks its name up behind the check of addresses. */
    @DataBoundSetter
    public void setThroughProxy(boolean throughProxy) {
        this.throughProxy = throughProxy;
    }

    public String getCertificates() {
        return certificates;
    }

    /** Certificates as PEM that are trusted in place of those of Java; these where it is empty. */
    @DataBoundSetter
    public void setCertificates(String certificates) {
        this.certificates = certificates.trim();
    }

    @Override
    public MetricsServer server() {
        if (!MetricGateReader.CONNECTION.matcher(getName()).matches()) {
            throw new IllegalArgumentException(Messages.ConnectionItem_BadName(getName()));
        }
        if (!tenant.isEmpty() && !TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(Messages.PrometheusItem_BadTenant(tenant));
        }
        if (timeoutSeconds < 1 || timeoutSeconds > MOST_SECONDS) {
            throw new IllegalArgumentException(Messages.PrometheusItem_BadTimeout(MOST_SECONDS));
        }
        return new PrometheusServer(
                new PrometheusSettings(
                        getName(),
                        ServerAddress.parse(WHAT, url, allowPrivateAddresses),
                        this::authorization,
                        tenant.isEmpty() ? Map.of() : Map.of("X-Scope-OrgID", tenant),
                        Duration.ofSeconds(timeoutSeconds),
                        certificates.isEmpty()
                                ? Optional.empty()
                                : Optional.of(TrustedCertificates.context(certificates)),
                        throughProxy ? JenkinsProxy::to : HttpProxy.NONE),
                Clock.systemUTC());
    }

    /** As it is at that moment: credentials change. */
    private Optional<String> authorization() {
        if (credentialsId.isEmpty()) {
            return Optional.empty();
        }
        StandardCredentials found = credentials(url)
                .filter(one -> one.getId().equals(credentialsId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Messages.PrometheusItem_NoCredentials(credentialsId)));
        if (found instanceof StringCredentials token) {
            return Optional.of("Bearer " + token.getSecret().getPlainText().trim());
        }
        StandardUsernamePasswordCredentials user = (StandardUsernamePasswordCredentials) found;
        byte[] both = (user.getUsername() + ":" + user.getPassword().getPlainText()).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
    }

    @Override
    String place() {
        String shown;
        try {
            shown = ServerAddress.parse(WHAT, url, allowPrivateAddresses).toString();
        } catch (IllegalArgumentException e) {
            shown = "no address";
        }
        return shown
                + (credentialsId.isEmpty() ? "" : ", credentials " + ConfigurationChanged.MASKED)
                + (tenant.isEmpty() ? "" : ", tenant " + tenant)
                + ", " + timeoutSeconds + " s"
                + (allowPrivateAddresses ? ", private addresses allowed" : "")
                + (throughProxy ? ", through Jenkins' proxy" : "")
                + (certificates.isEmpty() ? "" : ", certificates of its own")
                + (getJobs().isEmpty() ? "" : ", jobs " + getJobs().replace("\n", ", "));
    }

    @Override
    Map<String, String> secrets() {
        return credentialsId.isEmpty() ? Map.of() : Map.of("credentials", credentialsId);
    }

    /** Those that this controller itself may use at this address. */
    private static Stream<StandardCredentials> credentials(String url) {
        return Stream.concat(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StringCredentials.class,
                        Jenkins.get(),
                        ACL.SYSTEM2,
                        URIRequirementBuilder.fromUri(url).build())
                        .stream(),
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardUsernamePasswordCredentials.class,
                        Jenkins.get(),
                        ACL.SYSTEM2,
                        URIRequirementBuilder.fromUri(url).build())
                        .stream());
    }

    /** For forms. */
    @Extension
    @Symbol("prometheus")
    public static final class DescriptorImpl extends ConnectionDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.PrometheusItem_DisplayName();
        }

        /** The address has a form that is permitted; nothing is looked up or called. */
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter boolean allowPrivateAddresses) {
            ReleaseGatesHome.get().checkConfigure();
            try {
                ServerAddress.parse(WHAT, value.trim(), allowPrivateAddresses);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }

        /** The credentials to choose from; who may not configure sees the one that is chosen alone. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String url, @QueryParameter String credentialsId) {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.PrometheusItem_WithoutCredentials(), "");
            if (ReleaseGatesHome.get().mayConfigure()) {
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
            ReleaseGatesHome.get().checkConfigure();
            List<String> ids = credentials(url).map(StandardCredentials::getId).toList();
            return value.isBlank() || ids.contains(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.PrometheusItem_NoCredentials(value));
        }

        /** The tenant can stand in a header. */
        @POST
        public FormValidation doCheckTenant(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return value.isBlank() || TENANT.matcher(value.trim()).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.PrometheusItem_BadTenant(value));
        }

        /** The time is in the range. */
        @POST
        public FormValidation doCheckTimeoutSeconds(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return value.trim().matches("[1-9][0-9]{0,2}") && Integer.parseInt(value.trim()) <= MOST_SECONDS
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.PrometheusItem_BadTimeout(MOST_SECONDS));
        }

        /** They are certificates. */
        @POST
        public FormValidation doCheckCertificates(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            try {
                if (!value.isBlank()) {
                    TrustedCertificates.context(value);
                }
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }

        /** Whether it answers now. */
        @POST
        public FormValidation doTest(
                @QueryParameter String name,
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter String tenant,
                @QueryParameter int timeoutSeconds,
                @QueryParameter boolean allowPrivateAddresses,
                @QueryParameter boolean throughProxy,
                @QueryParameter String certificates) {
            ReleaseGatesHome.get().checkConfigure();
            PrometheusItem item = new PrometheusItem(name, url);
            item.setCredentialsId(credentialsId);
            item.setTenant(tenant);
            item.setTimeoutSeconds(timeoutSeconds);
            item.setAllowPrivateAddresses(allowPrivateAddresses);
            item.setThroughProxy(throughProxy);
            item.setCertificates(certificates);
            return ConnectionTest.of(item);
        }
    }
}
