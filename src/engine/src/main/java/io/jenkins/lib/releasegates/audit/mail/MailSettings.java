package io.jenkins.lib.releasegates.audit.mail;

import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.message.Selection;
import java.util.List;
import java.util.Optional;

/**
 * What its owner says about mail.
 *
 * @param name of the form {@link Target#NAME}
 * @param listed addresses that are told of everything that is selected
 * @param toAsked whether it is meant to tell the people who are asked
 * @param selection which entries it tells of
 * @param persons whether a notice says who acted
 * @param jenkins address of this Jenkins, with a slash at the end, for links
 */
public record MailSettings(
        String name,
        List<String> listed,
        boolean toAsked,
        Selection selection,
        boolean persons,
        Optional<String> jenkins) {

    /** What mail is about where its owner names no kinds: what people are asked, what comes of it, and how deployments end. */
    public static final List<String> KINDS = List.of(
            "approval-asked",
            "approval-reminded",
            "approval-answered",
            "approval-ended",
            "waiver-asked",
            "waiver-answered",
            "break-glass-asked",
            "break-glass-answered",
            "decision-revoked",
            "deployment-ended");

    /** @throws IllegalArgumentException with what is allowed, when something isn't */
    public MailSettings {
        listed = List.copyOf(listed);
        if (!Target.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a mail connection is of the form " + Target.NAME + ", found: " + name);
        }
    }
}
