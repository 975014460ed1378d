package io.jenkins.lib.releasegates.scanner.secrets.rule;

import io.jenkins.lib.releasegates.scanner.result.Severity;
import java.util.List;
import java.util.Optional;

/** What tests outside of this package plant, and rules that nobody could have in a file. */
public final class RuleExamples {

    private RuleExamples() {}

    /** Every text in which a rule of the worker finds something. */
    public static List<String> found() {
        return RuleSet.builtInEntries().stream()
                .flatMap(entry -> entry.finds().stream())
                .toList();
    }

    /** A rule that breaks when it is tried. */
    @SuppressWarnings("NullAway") // what breaks it
    public static RuleSet broken(String keyword) {
        Rule rule = new Rule(
                "broken",
                "Broken",
                Severity.LOW,
                "https://acme.org",
                List.of(keyword),
                null,
                Check.NONE,
                0,
                Optional.empty(),
                false,
                false);
        return new RuleSet(List.of(rule), "sha256:00");
    }
}
