package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import io.jenkins.lib.releasegates.policy.document.OwnersDuration;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what an owner wrote about exceptions; all that is wrong goes into the issues of the environment. */
final class WaiverReader {

    /** An exception that never ends is a rule. */
    private static final Duration LONGEST_WAIVER = Duration.ofDays(366);

    private static final Duration LONGEST_EMERGENCY = Duration.ofDays(7);
    private static final int MAX_GATES = 200;

    private final String file;
    private final List<PolicyIssue> issues;

    WaiverReader(String file, List<PolicyIssue> issues) {
        this.file = file;
        this.issues = issues;
    }

    WaiverRules read(WaiverDefinition given) {
        return new WaiverRules(
                gates(given.gates()),
                duration("waivers.longest", given.longest(), LONGEST_WAIVER).orElse(WaiverRules.NONE.longest()),
                duration("waivers.breakGlass", given.breakGlass(), LONGEST_EMERGENCY));
    }

    private List<NamePattern> gates(List<String> texts) {
        if (texts.size() > MAX_GATES) {
            issue("waivers.gates", texts.size() + " entries", "at most " + MAX_GATES);
        }
        List<NamePattern> patterns = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String path = "waivers.gates[" + i + "]";
            if (text.startsWith(StandingGates.PREFIX)) {
                issue(path, text, "gates of the policy; what the environment itself demands can't be waived");
            } else if (NamePattern.isPattern(text)) {
                patterns.add(new NamePattern(text));
            } else {
                issue(
                        path,
                        text,
                        "the name of a gate, or a pattern such as coverage* or ** for all, of at most "
                                + NamePattern.MAX + " characters, without blanks at its ends");
            }
        }
        return patterns;
    }

    private Optional<Duration> duration(String path, String text, Duration longest) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> read = OwnersDuration.read(text, longest);
        if (read.isEmpty()) {
            issue(path, text, OwnersDuration.allowed(longest));
        }
        return read;
    }

    private void issue(String path, String found, String allowed) {
        issues.add(new PolicyIssue(file, 0, 0, path, found.isEmpty() ? "nothing" : Issues.quoted(found), allowed));
    }
}
