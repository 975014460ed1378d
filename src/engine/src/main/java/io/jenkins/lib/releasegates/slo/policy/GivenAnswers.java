package io.jenkins.lib.releasegates.slo.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people have said so far, from the record; ids, no names.
 *
 * @param approval the id of what the policy's {@code approval} asks for
 * @param exception the id of what the policy's {@code exception} asks for
 * @param postmortem where an incident was looked into: a link, which nobody follows here
 */
public record GivenAnswers(Optional<String> approval, Optional<String> exception, Optional<String> postmortem) {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\\p{Cntrl}]{1,490}");

    public GivenAnswers {
        if (approval.filter(String::isBlank).isPresent()
                || exception.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("approval, exception: found nothing, allowed: the id of an answer");
        }
        if (postmortem.isPresent() && !isLink(postmortem.get())) {
            throw new IllegalArgumentException(
                    "postmortem: found no link, allowed: http:// or https:// and an address");
        }
    }

    /** Whether that text can be the link to a postmortem. */
    public static boolean isLink(String text) {
        return LINK.matcher(text).matches();
    }

    /** Nobody has said anything. */
    public static final GivenAnswers NONE = new GivenAnswers(Optional.empty(), Optional.empty(), Optional.empty());
}
