package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.metric.LabelSelectorReader.BadSelectorException;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.OwnersDuration;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an author has written, a text for each field, and what is wrong with it. */
final class Fields {

    private final String source;
    private final Map<String, String> given;
    private final List<PolicyIssue> issues = new ArrayList<>();

    /** With what issues name as the place. */
    Fields(String source, Map<String, String> given) {
        this.source = source;
        this.given = given;
    }

    /** Empty where nothing is given. */
    String text(String field) {
        @Nullable String text = given.get(field);
        return text == null ? "" : text.strip();
    }

    /** A duration; empty where nothing is given, or something is wrong with it. */
    Optional<Duration> duration(String field, Duration longest) {
        String text = text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> read = OwnersDuration.readExact(text, longest);
        if (read.isEmpty()) {
            issue(field, text, OwnersDuration.allowedExact(longest));
        }
        return read;
    }

    /** A selector; all where something is wrong with it. */
    LabelSelector selector(String field, Set<String> reserved) {
        try {
            return LabelSelectorReader.read(text(field), reserved);
        } catch (BadSelectorException e) {
            add(field, e.found(), e.allowed());
            return LabelSelector.ALL;
        }
    }

    /** These have no meaning here. */
    void refuse(List<String> fields, String where) {
        for (String field : fields) {
            boolean isDefault = field.equals("minSamples") && text(field).equals("0");
            if (!text(field).isEmpty() && !isDefault) {
                issue(field, text(field), "nothing " + where);
            }
        }
    }

    /** Something is wrong. */
    void issue(String field, String found, String allowed) {
        add(field, found.isEmpty() ? "nothing" : Issues.quoted(found), allowed);
    }

    /** Something is wrong; what was found is told in words. */
    void add(String field, String found, String allowed) {
        issues.add(new PolicyIssue(source, 0, 0, field, found, allowed));
    }

    String source() {
        return source;
    }

    Map<String, String> given() {
        return given;
    }

    List<PolicyIssue> issues() {
        return issues;
    }
}
