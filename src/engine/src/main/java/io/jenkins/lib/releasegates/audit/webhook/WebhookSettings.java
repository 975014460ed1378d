package io.jenkins.lib.releasegates.audit.webhook;

import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.message.BodyTemplate;
import io.jenkins.lib.releasegates.audit.message.Selection;
import io.jenkins.lib.releasegates.connection.ServerAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What its owner says about a webhook. {@link #toString} shows no secret.
 *
 * @param name of the form {@link Target#NAME}
 * @param token sent as bearer token
 * @param secret signs what is sent
 * @param fromNowOn begins with the next entry where it was never sent anything, and not with the first one
 * @param batch most events per request; 1 for the structured mode of CloudEvents, more for the batched one
 * @param source of the events; empty for the log itself
 * @param selection which entries it is told of
 * @param message the form of its bodies; empty for CloudEvents
 */
public record WebhookSettings(
        String name,
        ServerAddress address,
        Optional<String> token,
        Optional<String> secret,
        boolean fromNowOn,
        int batch,
        Optional<String> source,
        Selection selection,
        Optional<Message> message) {

    /**
     * Bodies of the owner's own form, one entry each.
     *
     * @param key a secret that the template sends along; empty for none
     * @param jenkins address of this Jenkins, with a slash at the end, for links
     * @param persons whether it is told who acted
     */
    public record Message(BodyTemplate template, String key, Optional<String> jenkins, boolean persons) {

        /** Without the key. */
        @Override
        public String toString() {
            return "a template of its own" + (persons ? ", with names of persons" : "");
        }
    }

    /** All entries as CloudEvents. */
    public WebhookSettings(
            String name,
            ServerAddress address,
            Optional<String> token,
            Optional<String> secret,
            boolean fromNowOn,
            int batch,
            Optional<String> source) {
        this(name, address, token, secret, fromNowOn, batch, source, Selection.all(), Optional.empty());
    }

    /** Most events that a request ever has. */
    public static final int MAX_BATCH = 100;

    /** Shorter ones could be guessed by whoever sees one request. */
    public static final int MIN_SECRET = 16;

    private static final int MAX_TOKEN = 4_000;
    private static final int MAX_SOURCE = 1_000;

    /** @throws IllegalArgumentException with what is allowed, and without a secret, when something isn't */
    public WebhookSettings {
        if (!Target.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a webhook is of the form " + Target.NAME + ", found: " + name);
        }
        if (token.isPresent() && !isToken(token.get())) {
            throw new IllegalArgumentException(
                    "The token has only visible ASCII characters, at most " + MAX_TOKEN + " of them");
        }
        if (secret.isPresent() && secret.get().length() < MIN_SECRET) {
            throw new IllegalArgumentException("The signing secret has at least " + MIN_SECRET + " characters");
        }
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("A request has 1 to " + MAX_BATCH + " events, found: " + batch);
        }
        if (message.isPresent() && batch != 1) {
            throw new IllegalArgumentException("With a template a request has 1 event, found: " + batch);
        }
        if (source.isPresent() && !isSource(source.get())) {
            throw new IllegalArgumentException(
                    "The source is an absolute URI of at most " + MAX_SOURCE + " characters, found: " + source.get());
        }
    }

    /** Whether this can be sent as a bearer token. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.length() <= MAX_TOKEN && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Whether events may name this as their source. */
    public static boolean isSource(String text) {
        try {
            return text.length() <= MAX_SOURCE
                    && new URI(text).isAbsolute()
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name + " " + address;
    }
}
