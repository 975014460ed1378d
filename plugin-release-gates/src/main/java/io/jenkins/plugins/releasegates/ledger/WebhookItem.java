package io.jenkins.plugins.releasegates.ledger;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.message.BodyTemplate;
import io.jenkins.lib.releasegates.audit.message.InvalidTemplateException;
import io.jenkins.lib.releasegates.audit.message.Selection;
import io.jenkins.lib.releasegates.audit.webhook.Webhook;
import io.jenkins.lib.releasegates.audit.webhook.WebhookSettings;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An address that is told of entries of the ledger. */
public final class WebhookItem extends AbstractDescribableImpl<WebhookItem> {

    private static final int DIGITS = 8;
    private static final String NO_ADDRESS = "no address";

    private final String name;
    private final String url;
    private @Nullable Secret token;
    private @Nullable Secret secret;
    private boolean allowPrivateAddresses;
    private boolean fromNowOn;
    private int batch = 1;
    private String source = "";
    // Null in what an earlier version has saved.
    private @Nullable String kinds;
    private @Nullable String environments;
    private @Nullable String template;
    private @Nullable Secret templateKey;
    private boolean persons;

    /** With what people know it by, and where it is. */
    @DataBoundConstructor
    public WebhookItem(String name, String url) {
        this.name = name.trim();
        this.url = url.trim();
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    /** Shows the receiver who is there; none when it is null or empty. */
    public @Nullable Secret getToken() {
        return token;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setToken(@Nullable Secret token) {
        this.token = token;
    }

    /** Signs what is sent; nothing is signed when it is null or empty. */
    public @Nullable Secret getSecret() {
        return secret;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setSecret(@Nullable Secret secret) {
        this.secret = secret;
    }

    public boolean isAllowPrivateAddresses() {
        return allowPrivateAddresses;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setAllowPrivateAddresses(boolean allowPrivateAddresses) {
        this.allowPrivateAddresses = allowPrivateAddresses;
    }

    public boolean isFromNowOn() {
        return fromNowOn;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setFromNowOn(boolean fromNowOn) {
        this.fromNowOn = fromNowOn;
    }

    public int getBatch() {
        return batch;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setBatch(int batch) {
        this.batch = batch;
    }

    public String getSource() {
        return source;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setSource(String source) {
        this.source = source.trim();
    }

    public String getKinds() {
        return Util.fixNull(kinds);
    }

    /** Kinds of events that it is told of, separated by commas; all when it is empty. */
    @DataBoundSetter
    public void setKinds(@Nullable String kinds) {
        this.kinds = Util.fixNull(kinds).trim();
    }

    public String getEnvironments() {
        return Util.fixNull(environments);
    }

    /** Environments of which it is told, separated by commas; all entries when it is empty. */
    @DataBoundSetter
    public void setEnvironments(@Nullable String environments) {
        this.environments = Util.fixNull(environments).trim();
    }

    public String getTemplate() {
        return Util.fixNull(template);
    }

    /** The form of a body; CloudEvents when it is empty. */
    @DataBoundSetter
    public void setTemplate(@Nullable String template) {
        this.template = Util.fixNull(template);
    }

    /** What the template sends along as {@code key}; nothing when it is null or empty. */
    public @Nullable Secret getTemplateKey() {
        return templateKey;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setTemplateKey(@Nullable Secret templateKey) {
        this.templateKey = templateKey;
    }

    public boolean isPersons() {
        return persons;
    }

    /** Whether a template is told who acted. */
    @DataBoundSetter
    public void setPersons(boolean persons) {
        this.persons = persons;
    }

    /** How far it was a minute ago, a sentence for the form; empty when that isn't known. */
    public String getProgress() {
        return ReleaseGatesHome.get()
                .delivery(name)
                .map(state -> Messages.WebhookItem_Progress(state.entries(), state.behind()))
                .orElse("");
    }

    /**
     * The target itself.
     *
     * @throws IllegalArgumentException when it can't be one, with what is allowed and without a secret
     */
    Target target() {
        WebhookSettings settings = new WebhookSettings(
                name,
                ServerAddress.parse("webhook", url, allowPrivateAddresses),
                clear(token),
                clear(secret),
                fromNowOn,
                batch,
                Optional.of(source).filter(text -> !text.isEmpty()),
                Selection.parse(getKinds(), getEnvironments()),
                message());
        return new Webhook(settings, InstantSource.system());
    }

    private Optional<WebhookSettings.Message> message() {
        if (getTemplate().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WebhookSettings.Message(
                    BodyTemplate.parse(getTemplate()),
                    clear(templateKey).orElse(""),
                    ReleaseGatesHome.get().address(),
                    persons));
        } catch (InvalidTemplateException e) {
            throw new IllegalArgumentException(Messages.WebhookItem_BadTemplate(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Where it is and what is allowed to it, for the record. An address may hold a secret behind its host, so that the rest of it is told by a part
     * of its digest alone.
     */
    String place() {
        return host() + "/" + ConfigurationChanged.MASKED + " (" + digits(url) + ")"
                + (clear(token).isPresent() ? ", token " + ConfigurationChanged.MASKED : "")
                + (clear(secret).isPresent() ? ", secret " + ConfigurationChanged.MASKED : "")
                + (allowPrivateAddresses ? ", private addresses allowed" : "")
                + (fromNowOn ? ", from now on" : "")
                + ", batches of " + batch
                + (source.isEmpty() ? "" : ", source " + source)
                + (getKinds().isEmpty() ? "" : ", kinds " + getKinds())
                + (getEnvironments().isEmpty() ? "" : ", environments " + getEnvironments())
                + (getTemplate().isBlank() ? "" : ", template " + digits(getTemplate()))
                + (clear(templateKey).isPresent() ? ", key of the template " + ConfigurationChanged.MASKED : "")
                + (persons ? ", persons named" : "");
    }

    private static String digits(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS);
    }

    private String host() {
        try {
            URI uri = new URI(url);
            return uri.getHost() == null ? NO_ADDRESS : uri.getScheme() + "://" + uri.getHost();
        } catch (URISyntaxException e) {
            return NO_ADDRESS;
        }
    }

    /** The secrets in it, each by what people call it. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        clear(token).ifPresent(text -> secrets.put("token", text));
        clear(secret).ifPresent(text -> secrets.put("secret", text));
        clear(templateKey).ifPresent(text -> secrets.put("key of the template", text));
        return secrets;
    }

    private static Optional<String> clear(@Nullable Secret secret) {
        return Optional.ofNullable(secret).map(Secret::getPlainText).filter(text -> !text.isEmpty());
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<WebhookItem> {

        @Override
        public String getDisplayName() {
            return Messages.WebhookItem_DisplayName();
        }

        /** The name is one. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return Target.NAME.matcher(value.trim()).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.WebhookItem_BadName(value));
        }

        /** The address has a form that is permitted; nothing is looked up or called. */
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter boolean allowPrivateAddresses) {
            ReleaseGatesHome.get().checkConfigure();
            try {
                ServerAddress.parse("webhook", value.trim(), allowPrivateAddresses);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }

        /** The token can stand in a header. */
        @POST
        public FormValidation doCheckToken(@QueryParameter Secret value) {
            ReleaseGatesHome.get().checkConfigure();
            return clear(value).filter(text -> !WebhookSettings.isToken(text)).isPresent()
                    ? FormValidation.error(Messages.WebhookItem_BadToken())
                    : FormValidation.ok();
        }

        /** The secret is long enough. */
        @POST
        public FormValidation doCheckSecret(@QueryParameter Secret value) {
            ReleaseGatesHome.get().checkConfigure();
            return clear(value)
                            .filter(text -> text.length() < WebhookSettings.MIN_SECRET)
                            .isPresent()
                    ? FormValidation.error(Messages.WebhookItem_ShortSecret(WebhookSettings.MIN_SECRET))
                    : FormValidation.ok();
        }

        /** The number is in the range. */
        @POST
        public FormValidation doCheckBatch(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return value.trim().matches("[1-9][0-9]?|" + WebhookSettings.MAX_BATCH)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.WebhookItem_BadBatch(WebhookSettings.MAX_BATCH));
        }

        /** The source is a URI. */
        @POST
        public FormValidation doCheckSource(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return value.isBlank() || WebhookSettings.isSource(value.trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.WebhookItem_BadSource(value));
        }

        /** All of them are kinds of events. */
        @POST
        public FormValidation doCheckKinds(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            try {
                Selection.parse(value, "");
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }

        /** The template makes JSON of every kind of event; nothing is sent. */
        @POST
        public FormValidation doCheckTemplate(@QueryParameter String value, @QueryParameter @Nullable String batch) {
            ReleaseGatesHome.get().checkConfigure();
            if (value.isBlank()) {
                return FormValidation.ok();
            }
            try {
                BodyTemplate.parse(value);
                return List.of("", "1").contains(Util.fixNull(batch).trim())
                        ? FormValidation.ok()
                        : FormValidation.error(Messages.WebhookItem_BatchedTemplate());
            } catch (InvalidTemplateException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }
    }
}
