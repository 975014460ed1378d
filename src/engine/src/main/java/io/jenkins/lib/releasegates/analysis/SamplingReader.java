package io.jenkins.lib.releasegates.analysis;

import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.OwnersDuration;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * A sampling as its owner writes it: one text for each of the fields of {@link Sampling}, durations with s, m, h or d. A field that isn't there, or
 * is empty, has its default.
 */
public final class SamplingReader {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,7}");

    private final String file;
    private final List<PolicyIssue> issues;

    /** With the name of what is read, and where all that is wrong goes; lines aren't known. */
    public SamplingReader(String file, List<PolicyIssue> issues) {
        this.file = file;
        this.issues = issues;
    }

    /**
     * Reads the fields.
     *
     * @param path what stands before the name of a field in an issue, such as {@code metrics[0].}
     * @return the defaults where there are issues, so that more of them can be found; nothing may be decided with it then
     */
    public Sampling read(String path, Map<String, String> given) {
        int before = issues.size();
        Sampling.Builder builder = Sampling.builder();
        Map<String, Consumer<String>> fields = fields(path, builder);
        given.forEach((name, text) -> {
            Consumer<String> field = fields.get(name);
            if (field == null) {
                issue(path + name, Issues.quoted(name), "one of " + String.join(", ", fields.keySet()));
            } else if (!text.isEmpty()) {
                field.accept(text);
            }
        });
        if (issues.size() == before) {
            builder.wrong().forEach(wrong -> issue(path + wrong.field(), wrong.found(), wrong.allowed()));
        }
        return issues.size() == before ? builder.build() : Sampling.builder().build();
    }

    private Map<String, Consumer<String>> fields(String path, Sampling.Builder builder) {
        Map<String, Consumer<String>> fields = new TreeMap<>();
        duration(fields, path, "initialDelay", SamplingRules.LONGEST, builder::initialDelay);
        duration(fields, path, "interval", SamplingRules.LONGEST_INTERVAL, builder::interval);
        duration(fields, path, "steady", SamplingRules.LONGEST, builder::steady);
        duration(fields, path, "timeout", SamplingRules.LONGEST, builder::timeout);
        duration(fields, path, "longestGap", SamplingRules.LONGEST, builder::longestGap);
        number(fields, path, "count", builder::count);
        number(fields, path, "failureLimit", builder::failureLimit);
        number(fields, path, "inconclusiveLimit", builder::inconclusiveLimit);
        number(fields, path, "consecutiveErrorLimit", builder::consecutiveErrorLimit);
        number(fields, path, "consecutiveSuccessLimit", builder::consecutiveSuccessLimit);
        return fields;
    }

    private void duration(
            Map<String, Consumer<String>> fields,
            String path,
            String name,
            Duration longest,
            Consumer<Duration> taken) {
        fields.put(
                name,
                text -> OwnersDuration.readExact(text, longest)
                        .ifPresentOrElse(
                                taken,
                                () -> issue(path + name, Issues.quoted(text), OwnersDuration.allowedExact(longest))));
    }

    private void number(Map<String, Consumer<String>> fields, String path, String name, IntConsumer taken) {
        fields.put(name, text -> {
            if (NUMBER.matcher(text).matches()) {
                taken.accept(Integer.parseInt(text));
            } else {
                issue(path + name, Issues.quoted(text), "a whole number");
            }
        });
    }

    private void issue(String path, String found, String allowed) {
        issues.add(new PolicyIssue(file, 0, 0, path, found, allowed));
    }
}
