package io.jenkins.lib.releasegates.scanner.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of the suppressions of a scan: those that are over, and those that covered nothing.
 *
 * @param rules how many were read
 */
public record SuppressionUse(int rules, List<Rule> expired, List<Rule> unused) {

    /** One of them; {@code until} is a day. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Rule(
            String by,
            int line,
            @Nullable String reason,
            @Nullable String until) {}

    /** Of the rules of both. */
    public SuppressionUse and(SuppressionUse other) {
        return new SuppressionUse(
                rules + other.rules,
                Stream.concat(expired.stream(), other.expired.stream()).toList(),
                Stream.concat(unused.stream(), other.unused.stream()).toList());
    }
}
